import fc from 'fast-check';
import { languages, type Language } from '../../../core/messages/format.ts';
import { validateOrder } from '../../../core/validation/validateOrder.ts';
import { naughtyStrings } from '../../fixtures/naughtyStrings.mts';
import { someChecks, someTimeMs } from '../../../harness/checks.mts';
import { deepFreeze } from '../../../harness/deepFreeze.mts';
import { aLine, anOrder } from '../../../harness/orders.mts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
process.stderr.write(`Hostile orders: seed ${seed} (SEED=${seed} plays them again)\n`);
const runs = { seed, numRuns: 300 };

/** Every rule on, with all that it needs. */
const checksIn = (messageLanguage: Language) =>
	someChecks({
		messageLanguage,
		articles: [
			{ sku: 'ABC-123', price: '2.50', min_qty: 2, multiple: 2, orderable: true },
			{ sku: '__proto__', price: 'x', min_qty: '-1', multiple: 'e' },
		],
		ignored: ['case', 'leadingZeros', 'spaces'],
		customerNumbers: ['C-42'],
		leadTimeDays: 1,
		cutOffTime: '16:00',
		deliveryDays: [1, 2, 3, 4, 5],
		closedDates: '2026-12-25',
		minimumOrderValue: 50,
	});
const checks = checksIn('en');
const checksInAllLanguages = languages.map(checksIn);

/** Validates a frozen order, and holds what must be true of every answer. */
function expectSentences(order: unknown) {
	deepFreeze(order);
	const before = JSON.stringify(order);
	for (const languageChecks of checksInAllLanguages) {
		const validation = validateOrder(order, languageChecks, someTimeMs);
		expect(validation.summary).toMatch(
			/^(Cannot sync|Order .* can be synced|The order can be synced)/,
		);
		expect(validation.summary).not.toMatch(/[\r\n]|^.{900}/);
		expect(validation.valid).toBe(validation.errors === 0);
		expect(validation.errors + validation.warnings).toBe(validation.issues.length);
		for (const { message, fix } of validation.issues) {
			expect(message).toMatch(/^(Line \d|The |There |This |Customer number )[^\n\r]*\.$/);
			expect(message.length).toBeLessThan(700);
			expect(message).not.toMatch(/\[object|[{]\w+[}] |\p{Cc}/u);
			if (!before?.includes('undefined')) expect(message).not.toContain('undefined');
			expect(fix).toMatch(/^[A-Z][^\n]*\.$/);
		}
		for (const html of [validation.customerMessageHtml, validation.staffMessageHtml])
			expect(html.replace(/<\/?(p|ul|li)>/g, '')).not.toMatch(/[<>]/);
		expect(validation.customerMessage.length).toBeLessThan(20_000);
		// None of our sentences begins with what stands in the order, so none can be a formula in a sheet.
		expect(validation.customerMessage).toMatch(/^(We|Nous|Wir) /);
	}
	expect(JSON.stringify(order)).toBe(before);
}

const textFields = [
	'id',
	'order_number',
	'status',
	'ordered_on',
	'order_remarks',
	'expected_delivery_date',
	'theoretical_price',
	'supplier_customer_number',
];

describe('an order from outside', () => {
	const withoutFacts = naughtyStrings.filter((text) => !text.includes('{'));

	it.each(withoutFacts.map((text) => [JSON.stringify(text.slice(0, 40)), text]))(
		'may hold %s anywhere',
		(_shown, text) => {
			for (const field of textFields) expectSentences(anOrder({ [field]: text }));
			expectSentences(
				anOrder({
					owned_by: { username: text },
					packages: [
						aLine({ articleNumber: text, name: text, price: text, quantity: text, total: text }),
					],
				}),
			);
		},
	);

	it('may hold what looks like a place for a fact', () => {
		const order = anOrder({
			packages: [aLine({ articleNumber: null, name: '{line} $& {quantity}' })],
		});
		expect(validateOrder(order, checks, someTimeMs).issues.map(({ message }) => message)).toContain(
			'Line 1, {line} $& {quantity}, is missing an article number.',
		);
	});

	it('may have 10,000 lines', () => {
		const packages = Array.from({ length: 10_000 }, (_, index) =>
			aLine({ articleNumber: index % 2 ? `N-${index}` : null }),
		);
		const validation = validateOrder(
			anOrder({ packages, theoretical_price: '100000' }),
			checks,
			someTimeMs,
		);
		expect([validation.errors, validation.warnings, validation.summary]).toEqual([
			10_000,
			0,
			'Cannot sync order 1042. Line 1, Tomatoes, is missing an article number. 9999 more to fix.',
		]);
	});

	const price = fc.oneof(
		fc.stringMatching(/^-?[0-9]{1,50}(\.[0-9]{1,50})?$/),
		fc.stringMatching(/^-?[0-9]{1,3}[eE][+-]?[0-9]{1,5}$/),
		fc.stringMatching(/^[0-9]{1,3}([.,][0-9]{3})*[.,][0-9]{2}$/),
		fc.double({ noNaN: false }),
		fc.constantFrom('', ' ', '+1', '.5', '5.', '-', null, undefined, '1e101', '1e-101'),
	);

	it('may have any prices: 50 digits, negative, powers of ten, commas', () => {
		fc.assert(
			fc.property(
				price,
				price,
				price,
				fc.oneof(price, fc.integer()),
				(unitPrice, total, orderTotal, quantity) => {
					expectSentences(
						anOrder({
							packages: [aLine({ price: unitPrice, total, quantity })],
							theoretical_price: orderTotal,
						}),
					);
				},
			),
			runs,
		);
	});

	it('may have any dates', () => {
		const date = fc.oneof(
			fc.date({ noInvalidDate: true }).map((value) => value.toISOString()),
			fc.stringMatching(
				/^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{0,9})?)?(Z|[+-][0-9]{2}:?[0-9]{2})?)?$/,
			),
		);
		fc.assert(
			fc.property(date, date, (ordered, delivery) =>
				expectSentences(anOrder({ ordered_on: ordered, expected_delivery_date: delivery })),
			),
			runs,
		);
	});

	const anything = fc.jsonValue({ maxDepth: 3 });
	const field = (usual: unknown) =>
		fc.oneof(
			{ weight: 2, arbitrary: fc.constant(usual) },
			{ weight: 1, arbitrary: fc.constantFrom(null, undefined) },
			{ weight: 2, arbitrary: anything },
		);
	const aLineOfAnything = fc.record({
		stock_item: field({ name: 'Tomatoes' }),
		supplier_package: fc.oneof(
			anything,
			fc.record({
				supplier_article_number: field('ABC-123'),
				theoretical_price_per_package: field('2.50'),
			}),
		),
		quantity_ordered: field(4),
		total_theoretical_price: field('10.00'),
	});

	it('may have other types, null and unknown fields everywhere', () => {
		const anyOrder = fc
			.tuple(
				fc.record(
					Object.fromEntries(Object.entries(anOrder()).map(([key, usual]) => [key, field(usual)])),
				),
				fc.oneof(fc.array(fc.oneof(aLineOfAnything, anything), { maxLength: 5 }), anything),
				fc.dictionary(fc.string(), anything),
			)
			.map(([order, packages, extra]) => ({ ...extra, ...order, packages }));
		fc.assert(fc.property(anyOrder, expectSentences), runs);
	});

	it('may be anything at all', () => {
		fc.assert(
			fc.property(fc.oneof(anything, fc.anything({ maxDepth: 2 }).filter(isJson)), expectSentences),
			runs,
		);
	});
});

const isJson = (value: unknown): boolean =>
	JSON.stringify(value) !== undefined || value === undefined;
