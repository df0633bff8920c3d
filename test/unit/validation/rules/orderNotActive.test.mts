import { orderNotActive } from '../../../../core/validation/rules/orderNotActive.ts';
import { issuesOf } from '../../../../harness/checks.mts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(orderNotActive, {
	broken: anOrder({ status: 'CANCELLED' }),
	at: { path: 'status' },
	says: 'The order has the status "CANCELLED".',
	customerReads: {
		nl: 'De bestelling heeft de status “CANCELLED”.',
		fr: 'La commande a le statut «\u00a0CANCELLED\u00a0».',
		de: 'Die Bestellung hat den Status „CANCELLED“.',
	},
	kept: {
		ordered: { order: anOrder({ status: 'ORDERED' }) },
		'delivered, in lower case': { order: anOrder({ status: ' delivered\u200b' }) },
		'no status': { order: anOrder({ status: null }) },
		'a blank status': { order: anOrder({ status: ' ' }) },
	},
});

it.each<[string, string]>([
	['cancelled', 'error'],
	['Canceled', 'error'],
	['REJECTED', 'error'],
	['declined', 'error'],
	['Draft', 'error'],
	['CANCELLED_BY_CUSTOMER', 'error'],
	['cancelledByCustomer', 'error'],
	['CANCELLATION', 'error'],
	['VOIDED', 'error'],
	['Deleted', 'error'],
	['withdrawn', 'error'],
	['REVOKED', 'error'],
	['refused', 'error'],
	['IN_PROGRESS', 'warning'],
	['constructor', 'warning'],
])('judges the status %j with a severity of its own: %s', (status, severity) => {
	const [issue] = issuesOf(anOrder({ status }));
	expect(issue).toMatchObject({ code: 'order_not_active', severity });
});
