import { lineTotalUnreadable } from '../../../../core/validation/rules/lineTotalUnreadable.ts';
import { named, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(lineTotalUnreadable, {
	broken: withLine({ total: 'ten' }),
	at: { path: 'packages.1.total_theoretical_price', ...named },
	says: 'Line 2, Lemons, has a total of "ten", which is not an amount.',
	kept: { 'no total': { order: withLine({ total: null }) } },
});
