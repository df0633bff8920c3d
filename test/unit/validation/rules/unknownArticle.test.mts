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

it.each([
	['nl', 'Het lijkt op “ABC-10”, maar bevat "O" (U+004F) in plaats van "0" (U+0030).'],
	['fr', 'Il ressemble à « ABC-10 », mais contient "O" (U+004F) au lieu de "0" (U+0030).'],
	['de', 'Sie sieht aus wie „ABC-10“, enthält aber "O" (U+004F) statt "0" (U+0030).'],
])('says so in the language of the customer: %s', (messageLanguage, sentence) => {
	const checks = someChecks({ messageLanguage, articles: [tomatoes, { sku: 'ABC-10' }] });
	const { customerIssues } = validateOrder(
		withLine({ articleNumber: 'ABC-1O' }),
		checks,
		someTimeMs,
	);
	expect(customerIssues.map(({ message }) => message.replace(/\s/g, ' '))).toEqual([
		expect.stringContaining(sentence) as string,
	]);
});
