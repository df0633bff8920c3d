import { deliveryDatePast } from '../../../../core/validation/rules/deliveryDatePast.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

const friday = (time: string) => `2026-11-20T${time}:00Z`;

testRule(deliveryDatePast, {
	broken: anOrder({ expected_delivery_date: '2026-11-19' }),
	at: { path: 'expected_delivery_date' },
	says: 'The delivery date, Thursday 19 November 2026, is before the day of the order.',
	kept: {
		'the day of the order': { order: anOrder({ expected_delivery_date: '2026-11-20' }) },
		'that day in the time zone of the supplier': {
			order: anOrder({
				ordered_on: friday('23:30'),
				expected_delivery_date: '2026-11-20T23:00:00Z',
			}),
		},
		'the day it is checked, when the order does not say when it was placed': {
			order: anOrder({ ordered_on: null, expected_delivery_date: '2026-11-20' }),
		},
	},
});
