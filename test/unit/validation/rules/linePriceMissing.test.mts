import { linePriceMissing } from '../../../../core/validation/rules/linePriceMissing.ts';
import { named, withLine } from '../../../../harness/lemonLine.mts';
import { issuesOf } from '../../../../harness/checks.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(linePriceMissing, {
	broken: withLine({ price: null }),
	at: { path: 'packages.1.supplier_package.theoretical_price_per_package', ...named },
	says: 'Line 2, Lemons, is missing a price.',
	customerReads: {
		nl: 'Regel 2 (Lemons): de prijs ontbreekt.',
		fr: 'Ligne 2 (Lemons)\u00a0: il manque le prix.',
		de: 'Position 2 (Lemons): Der Preis fehlt.',
	},
	kept: { 'a price': { order: withLine() } },
});

it('takes what cannot be seen, or is not there, for no price', () => {
	const without = withLine();
	delete without.packages[1]!.supplier_package!.theoretical_price_per_package;
	const orders = [without, withLine({ price: '' }), withLine({ price: ' \u200b\u00a0' })];
	expect(orders.map((order) => issuesOf(order).map(({ code }) => code))).toEqual([
		['line_price_missing'],
		['line_price_missing'],
		['line_price_missing'],
	]);
});
