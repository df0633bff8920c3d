import { lineMissingQuantity } from '../../../../core/validation/rules/lineMissingQuantity.ts';
import { named, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(lineMissingQuantity, {
	broken: withLine({ quantity: null }),
	issue: {
		path: 'packages.1.quantity_ordered',
		...named,
		message: 'Line 2, Lemons, is missing a quantity.',
		fix: 'Ask the customer how many packages they want.',
		owner: 'customer',
	},
	said: {
		nl: 'Regel 2, Lemons, heeft geen aantal.',
		fr: "La ligne 2, Lemons, n'a pas de quantité.",
		de: 'Position 2, Lemons, hat keine Menge.',
	},
	kept: { 'a quantity as text': { order: withLine({ quantity: '4' }) } },
});
