import { lineQuantityNotPositive } from '../../../../core/validation/rules/lineQuantityNotPositive.ts';
import { named, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(lineQuantityNotPositive, {
	broken: withLine({ quantity: 0, total: '0.00' }),
	at: { path: 'packages.1.quantity_ordered', ...named },
	says: 'Line 2, Lemons, has a quantity of 0; it must be more than zero.',
	kept: { 'one package': { order: withLine({ quantity: 1, total: '2.50' }) } },
});
