import { unknownArticle } from '../../../../core/validation/rules/unknownArticle.ts';
import { validateOrder } from '../../../../core/validation/validateOrder.ts';
import { issuesOf, someChecks, someTimeMs } from '../../../../harness/checks.mts';
import { lemons, named, tomatoes, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(unknownArticle, {
	broken: withLine(),
	checks: { articles: [tomatoes, { sku: 'lem-9' }, { sku: 'LEM-90' }] },
	at: { path: 'packages.1.supplier_package.supplier_article_number', ...named },
	says: 'Line 2, Lemons, has article number "LEM-9", which is not in the product range.',
	kept: {
		'the very number': { order: withLine(), checks: { articles: [tomatoes, lemons] } },
		'other case, when that is ignored': {
			order: withLine(),
			checks: { articles: [tomatoes, { sku: 'lem-9' }], ignored: ['case'] },
		},
		'leading zeros, when they are ignored': {
			order: withLine({ articleNumber: '0042' }),
			checks: { articles: [tomatoes, { sku: 42 }], ignored: ['leadingZeros'] },
		},
		'spaces, when they are ignored': {
			order: withLine({ articleNumber: 'LE M- 9' }),
			checks: { articles: [tomatoes, { sku: 'L EM-9' }], ignored: ['spaces'] },
		},
		'no articles to look in': { order: withLine(), checks: {} },
	},
});

it.each([
	['LEM\u20119', 'LEM-9', '"\u2011" (U+2011)', '"-"'],
	['\u0410BC-1', 'ABC-1', '"\u0410" (U+0410)', '"A"'],
	['ABC-1O', 'ABC-10', '"O" (U+004F)', '"0" (U+0030)'],
	['LEM  9', 'LEM 9', '" "', '"9"'],
])('shows how %j differs from %j, which looks the same', (articleNumber, sku, has, instead) => {
	const [issue] = issuesOf(withLine({ articleNumber }), { articles: [tomatoes, { sku }] });
	expect(issue?.message).toMatch(` It looks like "${sku}", but has ${has} instead of ${instead}.`);
});

describe('a list that a spreadsheet shortened', () => {
	const told = (articleNumber: string, sku: string) =>
		issuesOf(withLine({ articleNumber }), { articles: [tomatoes, { sku }] })[0]?.message;

	it.each([
		['5412345000013', '5.41235E+12'],
		['5412345000013', '5,4E+12'],
		['5412345000013', '5E+12'],
		['900000000000', '9.00000E+11'],
		['123456789012345678', '1.23457E+17'],
	])('is told when %j was ordered and it holds %j', (articleNumber, sku) => {
		expect(told(articleNumber, sku)).toContain(
			` The list has "${sku}": a spreadsheet shortened the number.`,
		);
	});

	it.each([
		['5412345000013', '5.41236E+12'],
		['5412345000013', '5.41235E+11'],
		['5412345000013 B', '5.41235E+12'],
		['E-12', '5.41235E+12'],
	])('is not blamed when %j was ordered and it holds %j', (articleNumber, sku) => {
		expect(told(articleNumber, sku)).toMatch(/ is not in the product range\.$/);
	});
});

it.each([
	['nl', 'ABC-10', 'Het lijkt op “ABC-10”, maar bevat "O" (U+004F) in plaats van "0" (U+0030).'],
	[
		'fr',
		'ABC-10',
		'Il ressemble à « ABC-10 », mais contient "O" (U+004F) au lieu de "0" (U+0030).',
	],
	['de', 'ABC-10', 'Sie sieht aus wie „ABC-10“, enthält aber "O" (U+004F) statt "0" (U+0030).'],
	['nl', '5E+12', 'In de lijst staat “5E+12”: een spreadsheet heeft het nummer ingekort.'],
	['fr', '5E+12', 'La liste contient « 5E+12 » : un tableur a abrégé le numéro.'],
	['de', '5E+12', 'In der Liste steht „5E+12“: Eine Tabellenkalkulation hat die Nummer gekürzt.'],
])('says so in the language of the customer: %s, %s', (messageLanguage, sku, sentence) => {
	const checks = someChecks({ messageLanguage, articles: [tomatoes, { sku }] });
	const articleNumber = sku === 'ABC-10' ? 'ABC-1O' : '5412345000013';
	const { customerIssues } = validateOrder(withLine({ articleNumber }), checks, someTimeMs);
	expect(customerIssues.map(({ message }) => message.replace(/\s/g, ' '))).toEqual([
		expect.stringContaining(sentence) as string,
	]);
});
