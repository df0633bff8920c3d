import { priceOutOfProportion } from '../../../../core/validation/rules/priceOutOfProportion.ts';
import { lemons, named, tomatoes, withLine } from '../../../../harness/lemonLine.mts';
import { issuesOf } from '../../../../harness/checks.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

const at = (list_price: unknown, priceTolerancePercent = 0) => ({
	articles: [tomatoes, { ...lemons, list_price }],
	priceTolerancePercent,
});

testRule(priceOutOfProportion, {
	broken: withLine({ price: '7.50', total: '30' }),
	checks: at('2.50', 1000),
	at: { path: 'packages.1.supplier_package.theoretical_price_per_package', ...named },
	says: 'Line 2, Lemons, has a price of 7.50, but the list price is 2.50; the package may be another one.',
	customerReads: {
		nl: 'Regel 2 (Lemons): de prijs is 7,50, maar de lijstprijs is 2,50; misschien gaat het om een andere verpakking.',
		fr: "Ligne 2 (Lemons)\u00a0: le prix est de 7,50, mais le prix catalogue est de 2,50\u00a0; il s'agit peut-être d'un autre conditionnement.",
		de: 'Position 2 (Lemons): Der Preis beträgt 7,50, der Listenpreis aber 2,50; vielleicht ist ein anderes Gebinde gemeint.',
	},
	kept: {
		'just below three times': { order: withLine({ price: '7.49', total: '29.96' }) },
		'just above a third': { order: withLine({ price: '0.84', total: '3.36' }) },
		'no list price': { order: withLine({ price: '7.50', total: '30' }), checks: at(null) },
	},
});

it.each([
	['3', '1'],
	['1', '3'],
	['0.3', '0.1'],
	['1000000000000.000003', '0.1'],
])('says of a price of %s and a list price of %s nothing else', (price, listPrice) => {
	const order = withLine({ price, total: null });
	expect(issuesOf(order, at(listPrice)).map(({ code }) => code)).toEqual([
		'price_out_of_proportion',
	]);
});

it('leaves the difference to the other rule when it is switched off', () => {
	const severities = [{ code: 'price_out_of_proportion', severity: 'off' }];
	const order = withLine({ price: '7.50', total: '30' });
	expect(issuesOf(order, { ...at('2.50'), severities }).map(({ code }) => code)).toEqual([
		'price_differs',
	]);
});
