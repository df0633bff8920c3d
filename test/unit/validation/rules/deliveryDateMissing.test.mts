import { deliveryDateMissing } from '../../../../core/validation/rules/deliveryDateMissing.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

const monday = '2026-11-23';

testRule(deliveryDateMissing, {
	broken: anOrder({ expected_delivery_date: null }),
	at: { path: 'expected_delivery_date' },
	says: 'The order has no delivery date.',
	kept: { 'a date without time': { order: anOrder({ expected_delivery_date: monday }) } },
});
