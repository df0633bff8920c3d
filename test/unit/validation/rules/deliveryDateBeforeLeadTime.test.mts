import { deliveryDateBeforeLeadTime } from '../../../../core/validation/rules/deliveryDateBeforeLeadTime.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

const workingDays = [1, 2, 3, 4, 5];
const monday = '2026-11-23';

testRule(deliveryDateBeforeLeadTime, {
	broken: anOrder({ expected_delivery_date: monday }),
	checks: { leadTimeDays: 2, deliveryDays: workingDays },
	at: { path: 'expected_delivery_date' },
	says: 'The delivery date, Monday 23 November 2026, is too early. The earliest possible delivery date is Tuesday 24 November 2026.',
	kept: {
		'the first possible day': { order: anOrder({ expected_delivery_date: '2026-11-24' }) },
		'no lead time': {
			order: anOrder({ expected_delivery_date: '2026-11-20' }),
			checks: { leadTimeDays: 0 },
		},
	},
});
