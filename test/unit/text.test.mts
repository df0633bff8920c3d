import fc from 'fast-check';
import { cleanText, onOneLine } from '../../core/text.ts';

it.each<[string, string]>([
	['ABC-123', 'ABC-123'],
	[' ABC 1 ', 'ABC 1'],
	['A\u00a0B\tC\u2800D', 'A B C D'],
	['A  B', 'A  B'],
	['\ufeffAB\ufeffC\u00ad-\u200b1\u200d', 'ABC-1'],
	['Cafe\u0301', 'Caf\u00e9'],
	['\u200b\u00a0\ufeff', ''],
])('shows %j as %j', (text, shown) => {
	expect(cleanText(text)).toBe(shown);
});

// Unicode's rules for putting marks in order take quadratic time: a minute for so many.
it('reads no more than thirty accents on one letter', () => {
	const marked = (pairs: number) => cleanText(`x${'\u0301\u0323'.repeat(pairs)}, é`);
	expect(marked(200_000)).toBe(marked(15));
	expect(marked(15)).not.toBe(marked(14));
});

it('reads Latin letters, which nothing has to be done to, as it reads all others', () => {
	const characters = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code));
	const texts = ['e\u0301', 'x', ' '].flatMap((beside) =>
		characters.flatMap((character) => [
			character,
			`${character}${beside}`,
			`x${beside}${character}x`,
		]),
	);
	// What is invisible sends a text the long way.
	const theLongWay = (text: string) => cleanText(`${text}\u200b`);
	expect(texts.filter((text) => cleanText(text) !== theLongWay(text))).toEqual([]);
	expect(texts.filter((text) => onOneLine(text, 9) !== onOneLine(`${text}\u200b`, 9))).toEqual([]);
});

const family = '👩‍👩‍👧‍👦';
const england = '🏴󠁧󠁢󠁥󠁮󠁧󠁿';

describe('text from outside', () => {
	it.each<[string, string, string]>([
		['line breaks', 'a\r\nb\u2028c\td', 'a b c d'],
		['blanks', ' a \u00a0 b ', 'a b'],
		['control characters', 'a\u0000\u001bb', 'ab'],
		['direction marks', '\u202egnol\u202c \u2066x\u2069\u200e', 'gnol x'],
		['a byte order mark and soft hyphens', '\ufeffTo\u00admato', 'Tomato'],
		['zero-width characters', 'Tom\u200bato\u200d\u200c', 'Tomato'],
		['a blank that is left between two', 'a \u200b b', 'a b'],
		['half a character', '\ud83ca', 'a'],
	])('loses %s', (_what, text, shown) => {
		expect(onOneLine(text, 20)).toBe(shown);
	});

	it.each([
		['a family', family],
		['a cook with a skin colour', '👩🏽‍🍳'],
		['a heart', '❤️‍🔥'],
		['a flag', '🇧🇪'],
		['the flag of England', england],
		['Persian', 'می‌خواهم'],
		['Devanagari', 'क्‍ष'],
		['an accent of its own', 'e\u0301'],
		['markup, which is escaped where it is shown', '<b>'],
	])('keeps %s whole', (_what, text) => {
		expect(onOneLine(text, 20)).toBe(text);
	});

	it.each<[string, number, string]>([
		['abcdef', 5, 'abcd…'],
		['abcde', 5, 'abcde'],
		[`ab${family}${family}`, 4, `ab${family}${family}`],
		[`ab${family}${family}x`, 4, `ab${family}…`],
		['🇧🇪🇧🇪🇧🇪', 2, '🇧🇪…'],
		['ne\u0301e\u0301e\u0301', 3, 'ne\u0301…'],
		['one two', 5, 'one…'],
	])('%j is cut behind a whole character when it is longer than %i', (text, longest, shown) => {
		expect(onOneLine(text, longest)).toBe(shown);
	});

	it('never grows, holds no line break, and is the same when read twice', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary', maxLength: 200 }),
				fc.integer({ min: 2, max: 50 }),
				(text, longest) => {
					const shown = onOneLine(text, longest);
					expect(shown.length).toBeLessThanOrEqual(longest * 8);
					expect(shown).not.toMatch(/[\r\n\u2028\u2029\p{Cc}\p{Cs}]|^\s|\s$/u);
					expect(onOneLine(shown, longest)).toBe(shown);
				},
			),
		);
	});

	it('is read no further than its start, which decides what is shown', () => {
		for (const piece of ['a', '\u200d', '🏽', 'e\u0301', ' ', '$&'])
			expect(onOneLine(piece.repeat(1_000_000 / piece.length), 200)).toBe(
				onOneLine(piece.repeat(2_000), 200),
			);
	});
});
