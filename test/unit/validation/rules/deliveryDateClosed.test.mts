import { deliveryDateClosed } from '../../../../core/validation/rules/deliveryDateClosed.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

const workingDays = [1, 2, 3, 4, 5];
const monday = '2026-11-23';

testRule(deliveryDateClosed, {
	broken: anOrder({ expected_delivery_date: '2026-11-22' }),
	checks: { deliveryDays: workingDays },
	issue: {
		path: 'expected_delivery_date',
		message: 'There is no delivery on Sunday 22 November 2026.',
		fix: 'Ask the customer for a day on which you deliver.',
		owner: 'customer',
	},
	said: {
		nl: 'Er wordt niet geleverd op zondag 22 november 2026.',
		fr: "Il n'y a pas de livraison le dimanche 22 novembre 2026.",
		de: 'Am Sonntag, 22. November 2026 wird nicht geliefert.',
	},
	kept: {
		'a day with deliveries': { order: anOrder({ expected_delivery_date: monday }) },
		'Sunday in London is Monday here': {
			order: anOrder({ expected_delivery_date: '2026-11-22T23:00:00Z' }),
		},
		'the day after a closed date': { order: anOrder(), checks: { closedDates: '2026-11-22' } },
	},
});
