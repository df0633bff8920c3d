import { readAmount } from '../../../core/amount.ts';
import {
	format,
	formatCount,
	formatLineName,
	languages,
	type LocalizedMessage,
	type Param,
} from '../../../core/messages/format.ts';
import { morePoints } from '../../../core/messages/customerMessage.ts';
import { readDay } from '../../../core/timestamp.ts';

const only: LocalizedMessage = { en: '{it}', nl: '{it}', fr: '{it}', de: '{it}' };
/** How the four languages write one param; `_` stands for a no-break space, which nobody sees. */
const written = (it: Param) =>
	languages.map((language) => format(only, { it }, language).replaceAll('\u00a0', '_'));
const valueOf = (text: string | number) => readAmount(text)!.value!;
const day = (text: string): Param => ({ day: readDay(text)! });

describe('money', () => {
	it.each<[string | number, string[]]>([
		['1250.5', ['1,250.50', '1.250,50', '1_250,50', '1.250,50']],
		['2.125', ['2.125', '2,125', '2,125', '2,125']],
		['117.400', ['117.40', '117,40', '117,40', '117,40']],
		['0', ['0.00', '0,00', '0,00', '0,00']],
		[-2.5, ['-2.50', '-2,50', '-2,50', '-2,50']],
		[-1234567.891, ['-1,234,567.891', '-1.234.567,891', '-1_234_567,891', '-1.234.567,891']],
		['999.999', ['999.999', '999,999', '999,999', '999,999']],
		['1000', ['1,000.00', '1.000,00', '1_000,00', '1.000,00']],
		['0.00000001', ['0.00000001', '0,00000001', '0,00000001', '0,00000001']],
		['1e9', ['1,000,000,000.00', '1.000.000.000,00', '1_000_000_000,00', '1.000.000.000,00']],
		[5.1000000000000005, ['5.10', '5,10', '5,10', '5,10']],
	])('%s', (text, expected) => {
		expect(written({ money: valueOf(text) })).toEqual(expected);
	});
});

describe('a quantity', () => {
	it.each<[string | number, string[]]>([
		['4.000', ['4', '4', '4', '4']],
		[4, ['4', '4', '4', '4']],
		['1.5', ['1.5', '1,5', '1,5', '1,5']],
		['0.30000000000000004', ['0.3', '0,3', '0,3', '0,3']],
		['1250', ['1,250', '1.250', '1_250', '1.250']],
		['-0', ['0', '0', '0', '0']],
	])('%s', (text, expected) => {
		expect(written({ quantity: valueOf(text) })).toEqual(expected);
	});
});

describe('a day', () => {
	it.each<[string, string[]]>([
		[
			'2027-03-01',
			[
				'Monday 1 March 2027',
				'maandag 1 maart 2027',
				'lundi 1er mars 2027',
				'Montag, 1. März 2027',
			],
		],
		[
			'2026-11-11',
			[
				'Wednesday 11 November 2026',
				'woensdag 11 november 2026',
				'mercredi 11 novembre 2026',
				'Mittwoch, 11. November 2026',
			],
		],
		[
			'2026-08-31',
			[
				'Monday 31 August 2026',
				'maandag 31 augustus 2026',
				'lundi 31 août 2026',
				'Montag, 31. August 2026',
			],
		],
		[
			'2028-02-29',
			[
				'Tuesday 29 February 2028',
				'dinsdag 29 februari 2028',
				'mardi 29 février 2028',
				'Dienstag, 29. Februar 2028',
			],
		],
	])('%s', (text, expected) => {
		expect(written(day(text))).toEqual(expected);
	});
});

describe('a time', () => {
	it.each<[number, number, string[]]>([
		[16, 0, ['16:00', '16.00 uur', '16_h_00', '16:00 Uhr']],
		[9, 5, ['09:05', '9.05 uur', '9_h_05', '9:05 Uhr']],
		[0, 30, ['00:30', '0.30 uur', '0_h_30', '0:30 Uhr']],
	])('%i:%i', (hours, minutes, expected) => {
		expect(written({ clockMs: (hours * 60 + minutes) * 60_000 })).toEqual(expected);
	});
});

describe('what could not be read', () => {
	it.each<[string | number, string[]]>([
		['2,75', ['"2,75"', '“2,75”', '«_2,75_»', '„2,75“']],
		['1.250', ['"1.250"', '“1.250”', '«_1.250_»', '„1.250“']],
		['$&', ['"$&"', '“$&”', '«_$&_»', '„$&“']],
	])('stands in quotes as it came: %s', (quoted, expected) => {
		expect(written({ quoted })).toEqual(expected);
	});
});

describe('a count', () => {
	it.each<[number, string[]]>([
		[0, ['And 0 more.', 'En nog 0 andere punten.', 'Et 1 autre point.', 'Und 0 weitere Punkte.']],
		[1, ['And 1 more.', 'En nog 1 ander punt.', 'Et 1 autre point.', 'Und 1 weiterer Punkt.']],
		[2, ['And 2 more.', 'En nog 2 andere punten.', 'Et 2 autres points.', 'Und 2 weitere Punkte.']],
		[
			21,
			[
				'And 21 more.',
				'En nog 21 andere punten.',
				'Et 21 autres points.',
				'Und 21 weitere Punkte.',
			],
		],
	])('of %i has its own form', (count, expected) => {
		expect(languages.map((language) => formatCount(morePoints, count, language))).toEqual(expected);
	});
});

describe('a sentence', () => {
	const message: LocalizedMessage = {
		en: 'Order {number} has a remark: {remark}!',
		nl: 'Bestelling {number} heeft een opmerking: {remark}!',
		fr: 'La commande {number} a une remarque : « {remark} » !',
		de: 'Bestellung {number} hat eine Bemerkung: {remark}!',
	};

	it('keeps French signs and quotes with the word before them, and leaves foreign text alone', () => {
		expect(format(message, { number: '7', remark: 'a : b' }, 'fr')).toBe(
			'La commande 7 a une remarque\u00a0: «\u00a0a : b\u00a0»\u00a0!',
		);
	});

	it.each(['$&', '$1', '$$', "$'", '{number}', '\\1'])('holds %s as it came', (remark) => {
		expect(format(message, { number: '7', remark }, 'en')).toBe(`Order 7 has a remark: ${remark}!`);
	});

	it('leaves no gap where a param is empty', () => {
		expect(format(message, { number: '', remark: 'x' }, 'en')).toBe('Order has a remark: x!');
	});
});

describe('the name of a line', () => {
	const names = (articleName: string | null, articleNumber: string | null = null) =>
		languages.map((language) => formatLineName({ line: 2, articleNumber, articleName }, language));

	it.each<[string | null, string | null, string[]]>([
		[
			'Tomaten',
			'ABC',
			['Line 2, Tomaten,', 'Regel 2 (Tomaten)', 'Ligne 2 (Tomaten)', 'Position 2 (Tomaten)'],
		],
		[null, 'ABC', ['Line 2, ABC,', 'Regel 2 (ABC)', 'Ligne 2 (ABC)', 'Position 2 (ABC)']],
		[null, null, ['Line 2', 'Regel 2', 'Ligne 2', 'Position 2']],
		['\u200b', null, ['Line 2', 'Regel 2', 'Ligne 2', 'Position 2']],
		[
			'Tomaten, tros',
			null,
			[
				'Line 2 (Tomaten, tros)',
				'Regel 2 (Tomaten, tros)',
				'Ligne 2 (Tomaten, tros)',
				'Position 2 (Tomaten, tros)',
			],
		],
		[
			'30 st.',
			null,
			['Line 2 (30 st.)', 'Regel 2 (30 st.)', 'Ligne 2 (30 st.)', 'Position 2 (30 st.)'],
		],
	])('%j, %j', (articleName, articleNumber, expected) => {
		expect(names(articleName, articleNumber)).toEqual(expected);
	});
});
