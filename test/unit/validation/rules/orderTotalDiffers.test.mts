import { orderTotalDiffers } from '../../../../core/validation/rules/orderTotalDiffers.ts';
import { aLine, anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(orderTotalDiffers, {
	broken: anOrder({ theoretical_price: '10.01' }),
	at: { path: 'theoretical_price' },
	says: 'The order has a total of 10.01, but its lines add up to 10.00.',
	kept: {
		'what floating point gets wrong': {
			order: anOrder({
				packages: [
					aLine({ price: '0.1', quantity: 1, total: '0.1' }),
					aLine({ articleNumber: 'B', price: '0.2', quantity: 1, total: '0.2' }),
				],
				theoretical_price: '0.3',
			}),
		},
		'a line without a total': {
			order: anOrder({ packages: [aLine({ total: null })], theoretical_price: '99' }),
		},
	},
});
