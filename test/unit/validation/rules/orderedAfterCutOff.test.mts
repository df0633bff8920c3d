import { orderedAfterCutOff } from '../../../../core/validation/rules/orderedAfterCutOff.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

const workingDays = [1, 2, 3, 4, 5];
/** A Friday and the Monday after it. */
const friday = (time: string) => `2026-11-20T${time}:00Z`;
const monday = '2026-11-23';

testRule(orderedAfterCutOff, {
	broken: anOrder({ ordered_on: '2026-11-20T15:00:00.001Z', expected_delivery_date: monday }),
	checks: { leadTimeDays: 1, cutOffTime: '16:00', deliveryDays: workingDays },
	at: { path: 'expected_delivery_date' },
	says: 'The order was placed after 16:00, too late for delivery on Monday 23 November 2026. The earliest possible delivery date is Tuesday 24 November 2026.',
	kept: {
		'on the minute': {
			order: anOrder({ ordered_on: friday('15:00'), expected_delivery_date: monday }),
		},
		'late, but for a later day': {
			order: anOrder({ ordered_on: friday('20:00'), expected_delivery_date: '2026-11-24' }),
		},
		'late, and for no day': {
			order: anOrder({ ordered_on: friday('20:00'), expected_delivery_date: null }),
			checks: {
				leadTimeDays: 1,
				cutOffTime: '16:00',
				severities: [{ code: 'delivery_date_missing', severity: 'off' }],
			},
		},
		'an order without a time': {
			order: anOrder({ ordered_on: '2026-11-20', expected_delivery_date: monday }),
		},
	},
});
