import { deliveryDateClosed } from '../../../../core/validation/rules/deliveryDateClosed.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

const workingDays = [1, 2, 3, 4, 5];
const monday = '2026-11-23';

testRule(deliveryDateClosed, {
	broken: anOrder({ expected_delivery_date: '2026-11-22' }),
	checks: { deliveryDays: workingDays },
	at: { path: 'expected_delivery_date' },
	says: 'There is no delivery on Sunday 22 November 2026.',
	kept: {
		'a day with deliveries': { order: anOrder({ expected_delivery_date: monday }) },
		'Sunday in London is Monday here': {
			order: anOrder({ expected_delivery_date: '2026-11-22T23:00:00Z' }),
		},
		'the day after a closed date': { order: anOrder(), checks: { closedDates: '2026-11-22' } },
	},
});
