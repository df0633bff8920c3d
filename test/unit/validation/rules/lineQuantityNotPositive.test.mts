import { lineQuantityNotPositive } from '../../../../core/validation/rules/lineQuantityNotPositive.ts';
import { named, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(lineQuantityNotPositive, {
	broken: withLine({ quantity: 0, total: '0.00' }),
	issue: {
		path: 'packages.1.quantity_ordered',
		...named,
		message: 'Line 2, Lemons, has a quantity of "0", which is not more than zero.',
		fix: 'Ask the customer how many packages they want, or to take the line out.',
		owner: 'customer',
	},
	said: {
		nl: 'Regel 2, Lemons, heeft als aantal "0", en dat is niet meer dan nul.',
		fr: 'La ligne 2, Lemons, a pour quantité "0", qui n\'est pas supérieure à zéro.',
		de: 'Position 2, Lemons, hat die Menge "0", die nicht größer als null ist.',
	},
	kept: { 'one package': { order: withLine({ quantity: 1, total: '2.50' }) } },
});
