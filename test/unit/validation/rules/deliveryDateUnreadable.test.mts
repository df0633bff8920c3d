import { deliveryDateUnreadable } from '../../../../core/validation/rules/deliveryDateUnreadable.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(deliveryDateUnreadable, {
	broken: anOrder({ expected_delivery_date: '30/02/2026' }),
	at: { path: 'expected_delivery_date' },
	says: 'The delivery date "30/02/2026" is not a date.',
	kept: { 'a leap day': { order: anOrder({ expected_delivery_date: '2028-02-29' }) } },
});
