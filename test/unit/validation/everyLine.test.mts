import * as fc from 'fast-check';
import { allRules } from '../../../core/validation/rules/allRules.ts';
import { validateOrder } from '../../../core/validation/validateOrder.ts';
import { someChecks, someTimeMs, type ChecksChanges } from '../../../harness/checks.mts';
import { aLine, anOrder } from '../../../harness/orders.mts';

const blanks = fc.constantFrom(
	' ',
	'\t',
	'\u00a0',
	'\u200b',
	'\ufeff',
	'\u00ad',
	'\u2060',
	'\u202a',
);
const codes = ['ABC-123', 'abc-123', '007', '7', 'A B', 'caf\u00e9', '\u0410BC-123', ''];
/** A code as people type, paste and export it. */
const code = fc
	.tuple(blanks, fc.constantFrom(...codes, 'cafe\u0301'), fc.oneof(fc.constant(''), blanks))
	.map((parts) => parts.join(''));
const amount = fc.constantFrom(
	'2.50',
	'2.500',
	2.5,
	5.1000000000000005,
	'0',
	'-1',
	'',
	null,
	'ten',
	'7.5',
);
const line = fc
	.record({
		articleNumber: fc.option(code),
		name: fc.constantFrom('Tomatoes', '', null),
		price: amount,
		quantity: fc.constantFrom(1, '4', '4.000', 1.5, 0, -1, null, 'four', ''),
		total: amount,
	})
	.map(aLine);
const order = fc
	.record({
		packages: fc.array(line, { minLength: 1, maxLength: 6 }),
		status: fc.constantFrom('ORDERED', 'CANCELLED', 'odd', null),
		supplier_customer_number: fc.option(code),
		expected_delivery_date: fc.constantFrom(null, '2026-11-23', '2026-11-22', '2026-11-01', 'x'),
		theoretical_price: amount,
	})
	.map(anOrder);
const article = fc.record({
	sku: fc.oneof(code, fc.constantFrom(7, null)),
	price: amount,
	active: fc.constantFrom(true, false, null, ''),
});
const articleList = fc
	.tuple(fc.subarray(codes.slice(0, -1), { minLength: 5 }), fc.array(article, { maxLength: 2 }))
	.map(([numbers, others]) => [...numbers.map((sku) => ({ sku })), ...others]);
const customer = fc.record({ ref: code, name: fc.constantFrom('Bistro', 'Bar') });
/** Rules whose weakening lets a line without an article through. */
const articleRules = ['line_missing_article_number', 'unknown_article', 'article_ambiguous'];
const otherRules = allRules.map((rule) => rule.code).filter((rule) => !articleRules.includes(rule));

const severity = fc.constantFrom('error', 'warning', 'off');
/** Often all that could refuse an order only warns but what this is about, so that many orders are valid. */
const severities = fc
	.tuple(
		fc.constantFrom(otherRules, []),
		fc.array(fc.record({ code: fc.constantFrom(...allRules.map((rule) => rule.code)), severity }), {
			maxLength: 2,
		}),
	)
	.map(([mild, chosen]) => [
		...mild.map((rule) => ({ code: rule, severity: 'warning' })),
		...chosen,
	]);
const ignored = fc.subarray(['case', 'leadingZeros', 'spaces'] as const);
const settings = fc.record(
	{
		minimumOrderValue: fc.constantFrom(0, '5'),
		leadTimeDays: fc.constantFrom(0, 2),
		deliveryDays: fc.constantFrom([], 'Mon-Fri'),
		ignored: ignored.map((differences) => [...differences]),
		severities,
	},
	{ requiredKeys: ['ignored', 'severities'] },
);
let validOrders = 0;
afterAll(() => expect(validOrders).toBeGreaterThan(20));

const filled = (rows: Array<Record<string, unknown>>, column: string) =>
	rows.some((row) =>
		/[^\s\u200b\ufeff\u00ad\u2060\u202a]/.test(String((row[column] as string | null) ?? '')),
	);

it('hands on every line of an order, each with its article while articles are checked', () => {
	fc.assert(
		fc.property(
			order,
			articleList,
			fc.array(customer, { minLength: 1, maxLength: 4 }),
			settings,
			(sent, articles, customers, changes) => {
				fc.pre(filled(articles, 'sku') && filled(customers, 'ref'));
				const checks = someChecks({ ...(changes as ChecksChanges), articles, customers });
				const validation = validateOrder(sent, checks, someTimeMs);
				expect(validation.lines.map(({ line: position }) => position)).toEqual(
					sent.packages.map((_, index) => index + 1),
				);
				if (!validation.valid) return;
				validOrders++;
				const strict = !changes.severities.some(({ code: rule }) => articleRules.includes(rule));
				for (const handedOn of validation.lines) {
					if (strict) expect(articles).toContain(handedOn.article);
					const isNamed = validation.issues.some(
						(issue) => issue.line === handedOn.line && articleRules.includes(issue.code),
					);
					const isOff = changes.severities.some(({ severity }) => severity === 'off');
					if (handedOn.article === null) expect(isNamed || isOff).toBe(true);
				}
			},
		),
		{ numRuns: 500 },
	);
});

it('finds the same whatever the order of the rows', () => {
	fc.assert(
		fc.property(
			fc.array(article, { minLength: 1, maxLength: 8 }),
			code,
			ignored,
			(articles, number, differences) => {
				fc.pre(filled(articles, 'sku'));
				const find = (rows: typeof articles) => {
					const { context } = someChecks({ articles: rows, ignored: [...differences] });
					const match = context.articles!.find(number);
					return match.kind === 'found' ? [match.row.number, match.row.price?.value] : match.kind;
				};
				expect(find([...articles].reverse())).toEqual(find(articles));
			},
		),
		{ numRuns: 500 },
	);
});

it('reads the articles once, and not again for each line', () => {
	const reads = (lines: number) => {
		let count = 0;
		const articles = Array.from(
			{ length: 50 },
			(_, index) =>
				new Proxy<Record<string, unknown>>(
					{ sku: `A-${index}`, price: '2.50' },
					{
						get(row, column) {
							count++;
							return row[String(column)];
						},
					},
				),
		);
		const packages = Array.from({ length: lines }, (_, index) =>
			aLine({ articleNumber: index % 2 === 0 ? `A-${index % 50}\u200b` : `unknown ${index}` }),
		);
		const checks = someChecks({ articles, ignored: ['case', 'leadingZeros', 'spaces'] });
		const { lines: found } = validateOrder(anOrder({ packages }), checks, someTimeMs);
		expect(found.filter((handedOn) => handedOn.article !== null)).toHaveLength(lines / 2);
		return count;
	};
	expect(reads(1000)).toBe(reads(2));
});
