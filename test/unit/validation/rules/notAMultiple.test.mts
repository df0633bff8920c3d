import { notAMultiple } from '../../../../core/validation/rules/notAMultiple.ts';
import { lemons, named, tomatoes, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(notAMultiple, {
	broken: withLine(),
	checks: { articles: [tomatoes, { ...lemons, order_multiple: 3 }] },
	at: { path: 'packages.1.quantity_ordered', ...named },
	says: 'Line 2, Lemons, has a quantity of 4, but is sold in multiples of 3.',
	kept: {
		'the multiple itself': {
			order: withLine(),
			checks: { articles: [tomatoes, { ...lemons, order_multiple: 4 }] },
		},
		'a fraction that fits': {
			order: withLine(),
			checks: { articles: [tomatoes, { ...lemons, order_multiple: '0.1' }] },
		},
		'a multiple of nothing': {
			order: withLine(),
			checks: { articles: [tomatoes, { ...lemons, order_multiple: 0 }] },
		},
	},
});
