import { lineTotalDiffers } from '../../../../core/validation/rules/lineTotalDiffers.ts';
import { named, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(lineTotalDiffers, {
	broken: withLine({ total: '10.001' }),
	issue: {
		severity: 'warning',
		path: 'packages.1.total_theoretical_price',
		...named,
		message: 'Line 2, Lemons, has a total of 10.001, but 4 × 2.5 is 10.',
		fix: 'Check the line against your own prices before you invoice it.',
		owner: 'article data',
	},
	said: {
		nl: 'Regel 2, Lemons, heeft een totaal van 10.001, maar 4 × 2.5 is 10.',
		fr: 'La ligne 2, Lemons, a un total de 10.001, mais 4 × 2.5 font 10.',
		de: 'Position 2, Lemons, hat einen Betrag von 10.001, aber 4 × 2.5 ergibt 10.',
	},
	kept: {
		'what floating point gets wrong': {
			order: withLine({ price: '0.1', quantity: 3, total: '0.3' }),
		},
		'half a cent of rounding': { order: withLine({ price: '0.335', quantity: 1, total: '0.34' }) },
		'fifty digits': {
			order: withLine({ price: `0.${'3'.repeat(50)}`, quantity: 2, total: `0.${'6'.repeat(50)}` }),
		},
	},
});
