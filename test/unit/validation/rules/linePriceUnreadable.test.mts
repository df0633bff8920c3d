import { linePriceUnreadable } from '../../../../core/validation/rules/linePriceUnreadable.ts';
import { named, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(linePriceUnreadable, {
	broken: withLine({ price: '2,50' }),
	at: { path: 'packages.1.supplier_package.theoretical_price_per_package', ...named },
	says: 'Line 2, Lemons, has a price of "2,50", which is not an amount.',
	kept: {
		'a price in powers of ten': { order: withLine({ price: '0.25e1' }) },
		'a price as a number': { order: withLine({ price: 2.5 }) },
	},
});
