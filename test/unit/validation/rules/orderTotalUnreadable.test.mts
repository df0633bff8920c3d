import { orderTotalUnreadable } from '../../../../core/validation/rules/orderTotalUnreadable.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(orderTotalUnreadable, {
	broken: anOrder({ theoretical_price: 'NaN' }),
	at: { path: 'theoretical_price' },
	says: 'The order has a total of "NaN", which is not an amount.',
	kept: { 'no total': { order: anOrder({ theoretical_price: null }) } },
});
