import { lineTotalUnreadable } from '../../../../core/validation/rules/lineTotalUnreadable.ts';
import { named, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(lineTotalUnreadable, {
	broken: withLine({ total: 'ten' }),
	issue: {
		path: 'packages.1.total_theoretical_price',
		...named,
		message: 'Line 2, Lemons, has a total of "ten", which is not an amount.',
		fix: 'Ask the customer to place the order again; if it looks the same, ask Apicbase support.',
		owner: 'customer',
	},
	said: {
		nl: 'Regel 2, Lemons, heeft als totaal "ten", en dat is geen bedrag.',
		fr: 'La ligne 2, Lemons, a pour total "ten", qui n\'est pas un montant.',
		de: 'Position 2, Lemons, hat den Positionsbetrag "ten", der kein Betrag ist.',
	},
	kept: { 'no total': { order: withLine({ total: null }) } },
});
