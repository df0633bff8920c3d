import { checkArticles } from '../../../core/assortment/checkArticles.ts';
import { aLargeAssortment, anArticle, largeAssortmentIssues } from '../../../harness/articles.mts';

const sentences = (changes: Record<string, unknown>) =>
	checkArticles([anArticle(changes)]).issues.map(({ message }) => message);

test('finds nothing wrong with an article as Apicbase documents it', () => {
	expect(
		checkArticles([
			anArticle(),
			anArticle({
				unknown: 1,
				lead_time: '1 12:00:00',
				price: 8.95,
				price_type_code: 1,
				price_unit: 'kg',
			}),
		]).issues,
	).toEqual([]);
});

test.each([
	[{ third_party_id: '' }, 'Row 1: the article number is missing.'],
	[
		{ third_party_id: 'x'.repeat(51) },
		`Row 1, ${'x'.repeat(51)}: the article number is longer than 50 characters.`,
	],
	[{ third_party_id: 12 }, 'Row 1, 12: the article number is not text.'],
	[{ name: null }, 'Row 1, ART-1: the name is missing.'],
	[{ name: 'x'.repeat(301) }, 'Row 1, ART-1: the name is longer than 300 characters.'],
	[{ brand: 'x'.repeat(151) }, 'Row 1, ART-1: the brand is longer than 150 characters.'],
	[{ price: '1.2345' }, 'Row 1, ART-1: the price has more than 3 decimals.'],
	[{ price: '1,20' }, 'Row 1, ART-1: the price is not a decimal number.'],
	[
		{ price_type_code: 2 },
		'Row 1, ART-1: the price type is neither 0 (per package) nor 1 (per unit).',
	],
	[{ price_type_code: 1 }, 'Row 1, ART-1: the price unit is missing, and the price is per unit.'],
	[{ orderable: 'yes' }, 'Row 1, ART-1: the field "orderable" is neither true nor false.'],
	[
		{ lead_time: 'tomorrow' },
		'Row 1, ART-1: the lead time is not a duration such as "1 12:00:00".',
	],
	[{ package_description: undefined }, 'Row 1, ART-1: the package description is missing.'],
	[{ package_description: 'Box' }, 'Row 1, ART-1: the package description cannot be read.'],
	[
		{ package_description: { unit_name: 'kg' } },
		'Row 1, ART-1: the quantity is missing on level 1 of the package description.',
	],
	[
		{ package_description: { quantity: 1 } },
		'Row 1, ART-1: the unit is missing on level 1 of the package description.',
	],
	[
		{ package_description: { quantity: 1.5, unit_name: 'kg' } },
		'Row 1, ART-1: the quantity is not a whole number on level 1 of the package description.',
	],
	[
		{ package_description: { quantity: '1.1234567', package: { quantity: 1, unit_name: 'kg' } } },
		'Row 1, ART-1: the quantity has more than 6 decimals on level 1 of the package description.',
	],
])('says what is wrong with %j', (changes, sentence) => {
	expect(sentences(changes)).toEqual([sentence]);
});

test('names row, article and field of every issue, and keeps the good rows as they came', () => {
	const articles = [...aLargeAssortment(), 'not an article'];
	const { good, issues } = checkArticles(articles);
	expect(good).toHaveLength(4997);
	expect(good[0]).toBe(articles[0]);
	expect(issues.map(({ message }) => message)).toEqual([
		...largeAssortmentIssues,
		'Row 5001: this is not an article.',
	]);
	expect(issues[0]).toEqual({
		row: 17,
		articleNumber: 'ART-9',
		field: 'price',
		message: largeAssortmentIssues[0],
	});
});
