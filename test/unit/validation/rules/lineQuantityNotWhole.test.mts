import { lineQuantityNotWhole } from '../../../../core/validation/rules/lineQuantityNotWhole.ts';
import { named, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(lineQuantityNotWhole, {
	broken: withLine({ quantity: 1.5, total: '3.75' }),
	issue: {
		path: 'packages.1.quantity_ordered',
		...named,
		message: 'Line 2, Lemons, has a quantity of "1.5", which is not a whole number.',
		fix: 'Ask the customer how many whole packages they want.',
		owner: 'customer',
	},
	said: {
		nl: 'Regel 2, Lemons, heeft als aantal "1.5", en dat is geen geheel getal.',
		fr: 'La ligne 2, Lemons, a pour quantité "1.5", qui n\'est pas un nombre entier.',
		de: 'Position 2, Lemons, hat die Menge "1.5", die keine ganze Zahl ist.',
	},
	kept: {
		'a whole number with decimals': { order: withLine({ quantity: '4.000' }) },
		'a whole number in powers of ten': { order: withLine({ quantity: '1e1', total: '25' }) },
	},
});
