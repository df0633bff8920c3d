import { lineQuantityNotWhole } from '../../../../core/validation/rules/lineQuantityNotWhole.ts';
import { named, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(lineQuantityNotWhole, {
	broken: withLine({ quantity: 1.5, total: '3.75' }),
	at: { path: 'packages.1.quantity_ordered', ...named },
	says: 'Line 2, Lemons, has a quantity of 1.5, which is not a whole number.',
	kept: {
		'a whole number with decimals': { order: withLine({ quantity: '4.000' }) },
		'a whole number in powers of ten': { order: withLine({ quantity: '1e1', total: '25' }) },
	},
});
