import { remarksPresent } from '../../../../core/validation/rules/remarksPresent.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(remarksPresent, {
	broken: anOrder({ order_remarks: ' Ring the bell,\n at the back ' }),
	issue: {
		severity: 'warning',
		path: 'order_remarks',
		message: 'The order has a remark: "Ring the bell, at the back".',
		fix: 'Read the remark before the order is prepared: no system acts on it.',
		owner: 'customer',
	},
	said: {
		nl: 'De bestelling heeft een opmerking: "Ring the bell, at the back".',
		fr: 'La commande contient une remarque : "Ring the bell, at the back".',
		de: 'Die Bestellung hat eine Bemerkung: "Ring the bell, at the back".',
	},
	kept: { 'a blank remark': { order: anOrder({ order_remarks: ' \n' }) } },
});
