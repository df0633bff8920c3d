import { notAMultiple } from '../../../../core/validation/rules/notAMultiple.ts';
import { lemons, named, tomatoes, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(notAMultiple, {
	broken: withLine(),
	checks: { articles: [tomatoes, { ...lemons, order_multiple: 3 }] },
	issue: {
		path: 'packages.1.quantity_ordered',
		...named,
		message: 'Line 2, Lemons, has a quantity of 4, which is not a multiple of 3.',
		fix: 'Ask the customer for a quantity that fills whole packages.',
		owner: 'customer',
	},
	said: {
		nl: 'Regel 2, Lemons, heeft als aantal 4, en dat is geen veelvoud van 3.',
		fr: "La ligne 2, Lemons, a pour quantité 4, qui n'est pas un multiple de 3.",
		de: 'Position 2, Lemons, hat die Menge 4, die kein Vielfaches von 3 ist.',
	},
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
