import { lineQuantityUnreadable } from '../../../../core/validation/rules/lineQuantityUnreadable.ts';
import { named, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(lineQuantityUnreadable, {
	broken: withLine({ quantity: '1,5' }),
	at: { path: 'packages.1.quantity_ordered', ...named },
	says: 'Line 2, Lemons, has a quantity of "1,5", which is not a number.',
	kept: {
		'a quantity in powers of ten': { order: withLine({ quantity: '1e1', total: '25' }) },
	},
});
