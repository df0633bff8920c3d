import { priceDiffers } from '../../../../core/validation/rules/priceDiffers.ts';
import { lemons, named, tomatoes, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(priceDiffers, {
	broken: withLine(),
	checks: { articles: [tomatoes, { ...lemons, list_price: '2.55' }], priceTolerancePercent: 1.96 },
	at: { path: 'packages.1.supplier_package.theoretical_price_per_package', ...named },
	says: 'Line 2, Lemons, has a price of 2.50 instead of 2.55.',
	kept: {
		'the same price written otherwise': {
			order: withLine(),
			checks: { articles: [tomatoes, { ...lemons, list_price: 2.5 }] },
		},
		'exactly the tolerance below': {
			order: withLine(),
			checks: {
				articles: [tomatoes, { ...lemons, list_price: '3.125' }],
				priceTolerancePercent: 20,
			},
		},
		'exactly the tolerance above': {
			order: withLine(),
			checks: { articles: [tomatoes, { ...lemons, list_price: '2' }], priceTolerancePercent: '25' },
		},
		'no price of our own': {
			order: withLine(),
			checks: { articles: [tomatoes, { sku: 'LEM-9', list_price: null }] },
		},
	},
});
