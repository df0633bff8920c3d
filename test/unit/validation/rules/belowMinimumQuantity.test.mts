import { belowMinimumQuantity } from '../../../../core/validation/rules/belowMinimumQuantity.ts';
import { lemons, named, tomatoes, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(belowMinimumQuantity, {
	broken: withLine(),
	checks: { articles: [tomatoes, { ...lemons, min_qty: 5 }] },
	issue: {
		path: 'packages.1.quantity_ordered',
		...named,
		message: 'Line 2, Lemons, has a quantity of 4, below the minimum of 5.',
		fix: 'Ask the customer to order at least the minimum, or to take the line out.',
		owner: 'customer',
	},
	said: {
		nl: 'Regel 2, Lemons, heeft als aantal 4, minder dan het minimum van 5.',
		fr: 'La ligne 2, Lemons, a pour quantité 4, en dessous du minimum de 5.',
		de: 'Position 2, Lemons, hat die Menge 4, weniger als die Mindestmenge von 5.',
	},
	kept: {
		'the minimum itself': {
			order: withLine(),
			checks: { articles: [tomatoes, { ...lemons, min_qty: '4.0' }] },
		},
	},
});
