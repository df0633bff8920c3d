import { languages } from '../../../core/messages/format.ts';
import { prepareChecks } from '../../../core/validation/checkOrder.ts';
import { readSettings } from '../../../core/validation/settings.ts';
import { validateOrder } from '../../../core/validation/validateOrder.ts';
import { languageOf, reasonsFor } from '../../../core/webhook/reasons.ts';
import { refusalPhrases } from '../../../core/webhook/response.ts';
import { aLine, anOrder } from '../../../harness/orders.mts';

const found = { severity: 'error', code: 'unknown_article', message: 'Line 1 is not known.' };
const order = { validation: { issues: [found] } };

/** A sentence so many levels deep; issues are a list. */
const nestedUnder = (key: string, levels: number): unknown =>
	Array.from({ length: levels }).reduce<unknown>(
		(inner) => ({ [key]: key === 'issues' ? [inner] : inner }),
		'We are closed.',
	);

/** An order as Order Validation puts it out for a customer of this language. */
function validated(language: string, changes: Record<string, unknown>) {
	const read = readSettings({ messageLanguage: language }, 'Europe/Brussels');
	if (!read.ok) throw new Error('The settings cannot be read.');
	const sent = anOrder(changes);
	return { ...sent, validation: validateOrder(sent, prepareChecks(read.settings, {}), 0) };
}

describe('the reasons somebody wrote', () => {
	it.each<[string, unknown, string[]]>([
		[
			'text, one a line',
			'We are closed.\n\n Order tomorrow. ',
			['We are closed.', 'Order tomorrow.'],
		],
		[
			'text with line breaks of Windows',
			'We are closed.\r\nOrder tomorrow.',
			['We are closed.', 'Order tomorrow.'],
		],
		['a list', ['We are closed.', ' ', null], ['We are closed.']],
		[
			'a list of lists',
			[['We are closed.'], [['Order tomorrow.']]],
			['We are closed.', 'Order tomorrow.'],
		],
		['a number', 42, ['42']],
		['an object with a message', { code: 7, message: 'We are closed.' }, ['We are closed.']],
		[
			'a list of objects',
			[{ reason: 'We are closed.' }, { text: 'Order tomorrow.' }],
			['We are closed.', 'Order tomorrow.'],
		],
		[
			'an object of sentences',
			{ a: 'We are closed.', b: 'Order tomorrow.' },
			['We are closed.', 'Order tomorrow.'],
		],
		[
			'a validation',
			{ issues: [found, { ...found, severity: 'warning', message: 'Warned.' }] },
			['Line 1 is not known.'],
		],
		['a whole item', { id: '7', order_number: '1042', ...order }, ['Line 1 is not known.']],
		['a long number', 10n ** 20n, ['100000000000000000000']],
		['text with the line breaks of JavaScript', 'Closed.\u2028Later.\u2029', ['Closed.', 'Later.']],
		[
			'an item of which everything only warns',
			{ validation: { issues: [{ ...found, severity: 'warning' }] } },
			['Line 1 is not known.'],
		],
		['a list in a list, eight deep', [[[[[[[['We are closed.']]]]]]]], ['We are closed.']],
		['an object within a text', 'We are closed. [object Object]', ['We are closed.']],
		['a text that begins like a missing value', 'null and void', ['null and void']],
		['a text that ends like one', 'The price is NaN', ['The price is NaN']],
		['an object in an object, eight deep', nestedUnder('message', 8), ['We are closed.']],
	])('can be %s', (_name, written, sentences) => {
		expect(reasonsFor(order, written)).toEqual(
			sentences.map((message) => ({ code: 'refused_by_supplier', message })),
		);
	});

	it.each(['message', 'reason', 'sentence', 'text', 'description', 'error'])(
		'stand under %s, whatever else an object holds',
		(key) => {
			const written = { code: 'E7', [key]: 'We are closed.', status: 'refused' };
			expect(reasonsFor(order, written).map(({ message }) => message)).toEqual(['We are closed.']);
		},
	);

	it.each([
		[null],
		[[[[[[[[[['too deep']]]]]]]]]],
		...['message', 'issues', 'other'].map((key) => [nestedUnder(key, 9)]),
		[undefined],
		[''],
		[' \n '],
		[[]],
		[{}],
		[[{}, [null]]],
		['[object Object]'],
		[true],
		['-'],
		['undefined'],
		[' undefined\n'],
		[['null', 'NaN', Number.NaN]],
	])('are none when an expression gives %j, and what validation found counts', (written) => {
		expect(reasonsFor(order, written)).toEqual([
			{ code: 'unknown_article', message: 'Line 1 is not known.' },
		]);
	});
});

it('cuts what is too long for a customer to read', () => {
	const reasons = reasonsFor(order, Array(1000).fill('x'.repeat(100_000)));
	expect([reasons.length, new Set(reasons.map(({ message }) => message.length))]).toEqual([
		100,
		new Set([500]),
	]);
});

describe('a code of what the ERP step refuses', () => {
	const packages = [aLine(), aLine(), aLine()];

	it.each([
		['en', 'This order can no longer be changed. Please call us.'],
		['nl', 'Deze bestelling kan niet meer worden gewijzigd. Bel ons.'],
		['fr', 'Cette commande ne peut plus être modifiée. Appelez-nous.'],
		['de', 'Diese Bestellung kann nicht mehr geändert werden. Bitte rufen Sie uns an.'],
	])('is its sentence in the language of the validation: %s', (language, message) => {
		const item = validated(language, {});
		const code = 'order_no_longer_changeable';
		for (const written of [code, ` ${code}\n`, [code], { code }, [{ code }]])
			for (const answerWith of ['change', 'later'] as const)
				expect(reasonsFor(item, written, answerWith)).toEqual([{ code, message }]);
	});

	it.each([
		[{ line: 2 }, 'Regel 2 (Tomatoes): dit artikel kennen we niet. Kies een ander, of bel ons.'],
		[{ line: '2' }, 'Regel 2 (Tomatoes): dit artikel kennen we niet. Kies een ander, of bel ons.'],
		[{ line: 9 }, 'Regel 9: dit artikel kennen we niet. Kies een ander, of bel ons.'],
		...[{}, { line: 0 }, { line: 1.5 }, { line: 'two' }, { line: null }].map(
			(line): [object, string] => [
				line,
				'Een regel: dit artikel kennen we niet. Kies een ander, of bel ons.',
			],
		),
	])('names its line: %j', (line, message) => {
		const code = 'line_article_not_known';
		expect(reasonsFor(validated('nl', { packages }), { code, ...line })).toEqual([
			{ code, message },
		]);
	});

	it('stands beside sentences of the supplier', () => {
		expect(reasonsFor({}, 'customer_not_known\nAsk for Ann.')).toEqual([
			{
				code: 'customer_not_known',
				message: 'We do not know your customer number. Please call us.',
			},
			{ code: 'refused_by_supplier', message: 'Ask for Ann.' },
		]);
	});

	it.each(['constructor', 'order_eaten'])('is a sentence when nobody knows it: %s', (text) => {
		expect(reasonsFor({}, text)).toEqual([{ code: 'refused_by_supplier', message: text }]);
	});

	it('gives way to the words that come with it', () => {
		const written = { code: 'customer_not_known', message: 'Ask for Ann.' };
		expect(reasonsFor({}, written)).toEqual([
			{ code: 'refused_by_supplier', message: 'Ask for Ann.' },
		]);
	});
});

it.each<[object, string]>([
	[{ sync: { language: 'nl' } }, 'nl'],
	[{ sync: { language: 'nl' }, validation: { language: 'de' } }, 'de'],
	[{ sync: { language: 'nl' }, validation: {} }, 'nl'],
	[{ sync: { language: 'xx' } }, 'en'],
])('speaks the language of the validation, else of the trigger: %j', (item, language) => {
	expect(languageOf(item)).toBe(language);
});

describe('what validation found', () => {
	it('is said by code and sentence, without what else an issue holds', () => {
		const issues = [{ ...found, fix: 'Ask the chef.' }, { severity: 'error' }, 'broken', null];
		expect(reasonsFor({ validation: { issues } }, '')).toEqual([
			{ code: 'unknown_article', message: 'Line 1 is not known.' },
		]);
		const customerIssues = [...issues, { code: 7, message: 'x' }, { code: 'x', message: 7 }];
		expect(reasonsFor({ validation: { customerIssues, issues: [] } }, '')).toEqual([
			{ code: 'unknown_article', message: 'Line 1 is not known.' },
		]);
	});

	it('is not looked for among the issues of the staff when it says nothing to the customer', () => {
		const item = { validation: { customerIssues: [], issues: [found], language: 'de' } };
		expect(reasonsFor(item, '')).toEqual([
			{
				code: 'refused_by_supplier',
				message: 'Wir können diese Bestellung nicht annehmen.',
			},
		]);
	});

	it.each(['es', 7, undefined])('is said in English where its language is %j', (language) => {
		expect(languageOf({ validation: { language } })).toBe('en');
	});

	it('is said without its warnings', () => {
		const both = { validation: { issues: [found, { ...found, severity: 'warning' }] } };
		expect(reasonsFor(both, '')).toHaveLength(1);
	});

	it.each([
		['nl', /^Regel 2/],
		['fr', /^(La l|L)igne 2/],
		['de', /Position 2/],
		['en', /^Line 2/],
	])('is said in the language of the validation: %s', (language, sentence) => {
		const item = validated(language, { packages: [aLine(), aLine({ articleNumber: '' })] });
		const reasons = reasonsFor(item, '').filter(
			({ code }) => code === 'line_missing_article_number',
		);
		expect(reasons).toEqual([
			{ code: 'line_missing_article_number', message: expect.stringMatching(sentence) as string },
		]);
		expect(languageOf(item)).toBe(language);
	});

	it('is said in the language of the validation from the first error to the last of many', () => {
		const packages = Array.from({ length: 30 }, () => aLine({ articleNumber: '' }));
		const reasons = reasonsFor(validated('nl', { packages, order_number: 'A\n- B' }), '');
		expect(reasons.map(({ message }) => message)).toEqual(
			packages.map((_, index) => `Regel ${index + 1} (Tomatoes): het artikelnummer ontbreekt.`),
		);
	});

	it.each(languages)('tells its language when it found nothing: %s', (language) => {
		expect(languageOf(validated(language, {}))).toBe(language);
	});
});

describe('without anything to say', () => {
	it('the order is refused in plain words', () => {
		expect(reasonsFor({}, ' ')).toEqual([
			{ code: 'refused_by_supplier', message: 'We cannot accept this order.' },
		]);
	});

	it.each(languages)('an order that may come later is asked for again, in %s', (language) => {
		expect(reasonsFor(validated(language, {}), '', 'later')).toEqual([
			{ code: 'temporarily_unavailable', message: refusalPhrases.unavailable[language] },
		]);
	});

	it('an order that may come later is refused in the words somebody wrote, when there are some', () => {
		expect(reasonsFor({}, 'Our ERP is down until ten.', 'later')).toEqual([
			{ code: 'refused_by_supplier', message: 'Our ERP is down until ten.' },
		]);
	});
});
