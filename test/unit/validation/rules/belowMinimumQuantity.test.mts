import { belowMinimumQuantity } from '../../../../core/validation/rules/belowMinimumQuantity.ts';
import { lemons, named, tomatoes, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(belowMinimumQuantity, {
	broken: withLine(),
	checks: { articles: [tomatoes, { ...lemons, min_qty: 5 }] },
	at: { path: 'packages.1.quantity_ordered', ...named },
	says: 'Line 2, Lemons, has a quantity of 4, below the minimum of 5.',
	kept: {
		'the minimum itself': {
			order: withLine(),
			checks: { articles: [tomatoes, { ...lemons, min_qty: '4.0' }] },
		},
	},
});
