import { belowMinimumOrderValue } from '../../../../core/validation/rules/belowMinimumOrderValue.ts';
import { issuesOf } from '../../../../harness/checks.mts';
import { aLine, anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

describe('below_minimum_order_value, of an order without any totals', () => {
	const line = { quantity: 4, total: null };
	const worth = (price: string | null, articles?: Array<Record<string, unknown>>) =>
		issuesOf(anOrder({ packages: [aLine({ ...line, price })], theoretical_price: null }), {
			minimumOrderValue: 10.01,
			...(articles && { articles }),
		}).map(({ code }) => code);

	it('goes by its quantities and prices', () => {
		expect(worth('2.50')).toContain('below_minimum_order_value');
		expect(worth('2.51')).not.toContain('below_minimum_order_value');
	});

	it("goes by the supplier's own prices where the order has none", () => {
		expect(worth(null, [{ sku: 'ABC-123', price: 2.5 }])).toContain('below_minimum_order_value');
		expect(worth(null, [{ sku: 'ABC-123', price: 3 }])).not.toContain('below_minimum_order_value');
	});
});

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
