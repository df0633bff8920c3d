import { belowMinimumOrderValue } from '../../../../core/validation/rules/belowMinimumOrderValue.ts';
import { aLine, anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(belowMinimumOrderValue, {
	broken: anOrder(),
	checks: { minimumOrderValue: 10.01 },
	at: { path: 'theoretical_price' },
	says: 'The order total is 10.00, below the minimum order value of 10.01.',
	kept: {
		'the minimum itself': { order: anOrder(), checks: { minimumOrderValue: 10 } },
		'enough by its lines, without a total of its own': {
			order: anOrder({ theoretical_price: null }),
			checks: { minimumOrderValue: '10' },
		},
		'no minimum': {
			order: anOrder({
				packages: [aLine({ quantity: 1, price: '0.01', total: '0.01' })],
				theoretical_price: '0.01',
			}),
			checks: {},
		},
	},
});
