import { linePriceNotPositive } from '../../../../core/validation/rules/linePriceNotPositive.ts';
import { lemons, named, tomatoes, withLine } from '../../../../harness/lemonLine.mts';
import { issuesOf } from '../../../../harness/checks.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(linePriceNotPositive, {
	broken: withLine({ price: '-2.5', total: null }),
	at: { path: 'packages.1.supplier_package.theoretical_price_per_package', ...named },
	says: 'Line 2, Lemons, has a price of -2.50; it must be more than zero.',
	customerReads: {
		nl: 'Regel 2 (Lemons): de prijs (-2,50) moet groter dan nul zijn.',
		fr: 'Ligne 2 (Lemons)\u00a0: le prix (-2,50) doit être supérieur à zéro.',
		de: 'Position 2 (Lemons): Der Preis (-2,50) muss größer als null sein.',
	},
	kept: {
		'a millionth': { order: withLine({ price: '0.000001', total: '0' }) },
	},
});

it.each([['0'], ['0.000'], [0], ['-0.01']])('is all that is said of a price of %j', (price) => {
	const order = withLine({ price, total: null });
	expect(issuesOf(order, { articles: [tomatoes, lemons] }).map(({ code }) => code)).toEqual([
		'line_price_not_positive',
	]);
});
