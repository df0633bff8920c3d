import { lineTotalDiffers } from '../../../../core/validation/rules/lineTotalDiffers.ts';
import { named, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(lineTotalDiffers, {
	broken: withLine({ total: '10.01' }),
	at: { path: 'packages.1.total_theoretical_price', ...named },
	says: 'Line 2, Lemons, has a total of 10.01, but 4 × 2.50 is 10.00.',
	kept: {
		'what floating point gets wrong': {
			order: withLine({ price: '0.1', quantity: 3, total: '0.3' }),
		},
		'half a cent of rounding': { order: withLine({ price: '0.335', quantity: 1, total: '0.34' }) },
		'half a cent, whatever the decimals': { order: withLine({ total: '10.005' }) },
		'fifty digits': {
			order: withLine({ price: `0.${'3'.repeat(50)}`, quantity: 2, total: `0.${'6'.repeat(50)}` }),
		},
	},
});
