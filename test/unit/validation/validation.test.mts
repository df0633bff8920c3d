import type { Language } from '../../../core/messages/format.ts';
import type { ValidatedLine } from '../../../core/validation/handedOn.ts';
import { validateOrder } from '../../../core/validation/validateOrder.ts';
import { someChecks, someTimeMs, type ChecksChanges } from '../../../harness/checks.mts';
import { aLine, anOrder } from '../../../harness/orders.mts';

const validate = (order: unknown, checks: ChecksChanges = {}, messageLanguage: Language = 'en') =>
	validateOrder(order, someChecks({ ...checks, messageLanguage }), someTimeMs);

/** What is handed on of `aLine()` without a list of articles. */
const aValidatedLine = (changes: Partial<ValidatedLine> = {}): ValidatedLine => ({
	line: 1,
	articleNumber: 'ABC-123',
	articleName: 'Tomatoes',
	quantity: 4,
	unitPrice: '2.500',
	total: '10.000',
	article: null,
	...changes,
});

const lemons = (changes = {}) => aLine({ articleNumber: 'LEM-9', name: 'Lemons', ...changes });

describe('a validation', () => {
	it('of an order that nothing is wrong with', () => {
		expect(validate(anOrder())).toEqual({
			valid: true,
			errors: 0,
			warnings: 0,
			summary: 'Order 1042 can be synced.',
			staffMessage: 'Order 1042 can be synced.',
			staffMessageHtml: '<p>Order 1042 can be synced.</p>',
			customerMessage:
				'We have received your order 1042.\nDelivery: Monday 23 November 2026\n- 4 × Tomatoes (ABC-123): 10.00\nTotal: 10.00',
			customerMessageHtml:
				'<p>We have received your order 1042.</p><p>Delivery: Monday 23 November 2026</p><ul><li>4 × Tomatoes (ABC-123): 10.00</li></ul><p>Total: 10.00</p>',
			deliveryDate: '2026-11-23',
			customer: null,
			lines: [aValidatedLine()],
			issues: [],
			language: 'en',
			customerIssues: [],
		});
	});

	it.each([
		[4, 4],
		['2.50', 2.5],
		['1.3e1', 13],
		['9007199254740993', '9007199254740993'],
		['four', 'four'],
	])('hands the quantity %j on as %j', (quantity, handedOn) => {
		const [line] = validate(anOrder({ packages: [aLine({ quantity })] })).lines;
		expect(line!.quantity).toBe(handedOn);
	});

	it.each([
		['as the list writes it, where it does so in one way', ['LEM-9', 'LEM-9'], 'LEM-9'],
		['as the order writes it, where the list does so in two', ['LEM-9', 'Lem-9'], 'lem-9'],
	])('hands an ambiguous article number on %s', (_name, [one, two], handedOn) => {
		const articles = [
			{ article_number: one, list_price: '1' },
			{ article_number: two, list_price: '2' },
		];
		const order = anOrder({ packages: [lemons({ articleNumber: 'lem-9' })] });
		const { lines, issues } = validate(order, { articles, ignored: ['case'] });
		expect(issues.map(({ code }) => code)).toContain('article_ambiguous');
		expect(lines[0]!.articleNumber).toBe(handedOn);
	});

	it.each([
		['2.500', '2.500'],
		['-2.5', '-2.5'],
		['4E2', '400'],
		['2.5e0', '2.5'],
		['+2.5', '2.5'],
		['.4', '0.4'],
		['4.', '4'],
		['1e-7', '0.0000001'],
		['5.1000000000000005', '5.1'],
		[' 2.5 ', '2.5'],
		['1.234,56', '1.234,56'],
	])('hands the price %j on as %j', (price, handedOn) => {
		const [line] = validate(anOrder({ packages: [aLine({ price })] })).lines;
		expect(line!.unitPrice).toBe(handedOn);
	});

	it('says in one sentence what is wrong', () => {
		const order = anOrder({
			packages: [lemons(), aLine({ articleNumber: null })],
			theoretical_price: '20',
		});
		expect(validate(order)).toEqual({
			valid: false,
			errors: 1,
			warnings: 0,
			issues: [
				{
					code: 'line_missing_article_number',
					severity: 'error',
					path: 'packages.1.supplier_package.supplier_article_number',
					line: 2,
					articleNumber: null,
					articleName: 'Tomatoes',
					message: 'Line 2, Tomatoes, is missing an article number.',
					fix: "Add your article number to this article's package in Apicbase, then have the order sent again.",
					owner: 'article data',
				},
			],
			language: 'en',
			customerIssues: [
				{
					code: 'line_missing_article_number',
					message: 'Line 2, Tomatoes, is missing an article number.',
				},
			],
			deliveryDate: '2026-11-23',
			customer: null,
			lines: [
				aValidatedLine({ articleNumber: 'LEM-9', articleName: 'Lemons' }),
				aValidatedLine({ line: 2, articleNumber: null }),
			],
			summary: 'Cannot sync order 1042. Line 2, Tomatoes, is missing an article number.',
			staffMessage: expect.stringContaining('Add your article number') as string,
			staffMessageHtml: expect.stringContaining('<li>Line 2') as string,
			customerMessage:
				'We cannot process your order 1042 as it is:\n- Line 2, Tomatoes, is missing an article number.\nWe are looking into this and will contact you.',
			customerMessageHtml:
				'<p>We cannot process your order 1042 as it is:</p><ul><li>Line 2, Tomatoes, is missing an article number.</li></ul><p>We are looking into this and will contact you.</p>',
		});
	});

	it('stays valid with warnings, and names the first', () => {
		const order = anOrder({ order_remarks: 'Ring twice', theoretical_price: '11' });
		expect(validate(order)).toMatchObject({
			valid: true,
			errors: 0,
			warnings: 2,
			summary:
				'Order 1042 can be synced, with 2 warnings. The order has a total of 11.00, but its lines add up to 10.00.',
			customerMessage: expect.stringMatching(/^We have received your order 1042\./) as string,
		});
	});

	it('counts what else is to fix, warnings aside', () => {
		const order = anOrder({
			expected_delivery_date: '2026-11-01',
			supplier_customer_number: null,
			order_remarks: 'Ring twice',
		});
		expect(validate(order)).toMatchObject({
			errors: 2,
			warnings: 1,
			summary: 'Cannot sync order 1042. The order has no customer number. 1 more to fix.',
		});
	});

	it('names something without a number', () => {
		expect(validate({})).toMatchObject({
			summary: 'Cannot sync the order. The order has no id. 2 more to fix.',
			customerMessage:
				'We cannot process your order as it is:\n- The order has no id.\n- The order has no order number.\n- The order has no lines.\nSend us a corrected order, or reply to this message.',
		});
	});
});

describe('the confirmation of an order whose delivery day is over', () => {
	it.each<[Language, string]>([
		[
			'en',
			'The delivery date, Thursday 19 November 2026, has passed. We will contact you about a new one.',
		],
		[
			'nl',
			'De leverdatum (donderdag 19 november 2026) is al verstreken. We nemen contact met u op over een nieuwe.',
		],
		[
			'fr',
			"La date de livraison (jeudi 19 novembre 2026) est déjà passée. Nous vous contacterons pour convenir d'une nouvelle date.",
		],
		[
			'de',
			'Der Liefertermin (Donnerstag, 19. November 2026) ist bereits verstrichen. Wir melden uns bei Ihnen wegen eines neuen Termins.',
		],
	])('promises no day that is over: %s', (language, said) => {
		const order = anOrder({
			ordered_on: '2026-11-18T21:15:30Z',
			expected_delivery_date: '2026-11-19',
		});
		const { valid, customerMessage } = validate(order, {}, language);
		expect(valid).toBe(true);
		expect(customerMessage.split('\n')[1]).toBe(said);
	});
});

describe('what the customer is told', () => {
	const order = anOrder({
		packages: [
			lemons({ quantity: 0, total: '0' }),
			aLine({ articleNumber: null, name: '<b>"Tom" & \'Jerry\'</b>' }),
		],
	});

	it.each<[Language, string]>([
		[
			'nl',
			'We kunnen uw bestelling 1042 zo niet verwerken:\n- Regel 1 (Lemons): het aantal (0) moet groter dan nul zijn.\n- Regel 2 (<b>"Tom" & \'Jerry\'</b>): het artikelnummer ontbreekt.\nStuur ons een aangepaste bestelling, of antwoord op dit bericht.\nDe overige punten zoeken we zelf uit; we nemen contact met u op.',
		],
		[
			'fr',
			"Nous ne pouvons pas traiter votre commande 1042 en l'état\u00a0:\n- Ligne 1 (Lemons)\u00a0: la quantité (0) doit être supérieure à zéro.\n- Ligne 2 (<b>\"Tom\" & 'Jerry'</b>)\u00a0: il manque le numéro d'article.\nEnvoyez-nous une commande corrigée, ou répondez à ce message.\nNous nous occupons des autres points et reviendrons vers vous.",
		],
		[
			'de',
			'Wir können Ihre Bestellung 1042 so nicht bearbeiten:\n- Position 1 (Lemons): Die Menge (0) muss größer als null sein.\n- Position 2 (<b>"Tom" & \'Jerry\'</b>): Die Artikelnummer fehlt.\nSenden Sie uns eine korrigierte Bestellung oder antworten Sie auf diese Nachricht.\nUm die übrigen Punkte kümmern wir uns und melden uns bei Ihnen.',
		],
	])('comes in their language: %s', (language, text) => {
		expect(validate(order, {}, language).customerMessage).toBe(text);
	});

	it.each<[Language, string]>([
		['en', '4 × ABC-123: 10.00|4 × Line 2: 10.00|Line 3|4 × Tomatoes: 10.00'],
		['nl', '4 × ABC-123: 10,00|4 × Regel 2: 10,00|Regel 3|4 × Tomatoes: 10,00'],
		['fr', '4 × ABC-123\u00a0: 10,00|4 × Ligne 2\u00a0: 10,00|Ligne 3|4 × Tomatoes\u00a0: 10,00'],
		['de', '4 × ABC-123: 10,00|4 × Position 2: 10,00|Position 3|4 × Tomatoes: 10,00'],
	])('names every line, also one without a name or a number: %s', (language, lines) => {
		const packages = [
			aLine({ name: null }),
			aLine({ name: '\u200b', articleNumber: ' ' }),
			{ ...aLine({ quantity: null, total: null }), stock_item: null, supplier_package: null },
			aLine({ articleNumber: null }),
		];
		const severities = ['line_missing_article_number', 'line_missing_quantity'].map((code) => ({
			code,
			severity: 'warning',
		}));
		const { customerMessage, customerMessageHtml } = validate(
			anOrder({ packages }),
			{ severities },
			language,
		);
		expect(customerMessage.split('\n').filter((text) => text.startsWith('- '))).toEqual(
			lines.split('|').map((text) => `- ${text}`),
		);
		expect(customerMessageHtml).toContain(
			`<ul>${lines
				.split('|')
				.map((text) => `<li>${text}</li>`)
				.join('')}</ul>`,
		);
	});

	it('cannot act as markup', () => {
		expect(validate(order).customerMessageHtml).toContain(
			'<li>Line 2, &lt;b&gt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&lt;/b&gt;, is missing an article number.</li>',
		);
	});

	it('stops after twenty sentences', () => {
		const long = anOrder({
			packages: Array.from({ length: 25 }, () => aLine({ articleNumber: null })),
			theoretical_price: null,
		});
		expect(validate(long).customerMessage.split('\n').slice(20, 23)).toEqual([
			'- Line 20, Tomatoes, is missing an article number.',
			'- And 5 more.',
			'We are looking into this and will contact you.',
		]);
	});

	it('says in their language what keeps a thing from being an order', () => {
		const said = (language: Language) =>
			validate(
				anOrder({ order_remarks: 7, packages: [{ ...aLine(), stock_item: 1 }] }),
				{},
				language,
			)
				.customerMessage.split('\n')
				.slice(1, 3);
		expect([said('nl'), said('fr'), said('de')]).toEqual([
			[
				'- Het veld “opmerkingen” van de bestelling is onleesbaar.',
				'- Regel 1 (ABC-123): het veld “artikelnaam” is onleesbaar.',
			],
			[
				'- Le champ «\u00a0remarques\u00a0» de la commande est illisible.',
				'- Ligne 1 (ABC-123)\u00a0: le champ «\u00a0désignation\u00a0» est illisible.',
			],
			[
				'- In der Bestellung ist das Feld „Bemerkungen“ nicht lesbar.',
				'- Position 1 (ABC-123): Das Feld „Artikelbezeichnung“ ist nicht lesbar.',
			],
		]);
	});
});
