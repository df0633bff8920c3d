import { lineMissingQuantity } from '../../../../core/validation/rules/lineMissingQuantity.ts';
import { named, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(lineMissingQuantity, {
	broken: withLine({ quantity: null }),
	at: { path: 'packages.1.quantity_ordered', ...named },
	says: 'Line 2, Lemons, is missing a quantity.',
	kept: { 'a quantity as text': { order: withLine({ quantity: '4' }) } },
});
