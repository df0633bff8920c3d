import { cleanText } from '../text';

/** Greek and Cyrillic letters that look like Latin ones. */
const letters: Record<string, string> = Object.fromEntries(
	[
		['АΑ', 'A'],
		['ВΒ', 'B'],
		['СϹ', 'C'],
		['ЕΕ', 'E'],
		['НΗ', 'H'],
		['ІΙ', 'I'],
		['Ј', 'J'],
		['КΚ', 'K'],
		['МΜ', 'M'],
		['Ν', 'N'],
		['ОΟ', 'O'],
		['РΡ', 'P'],
		['Ѕ', 'S'],
		['ТΤ', 'T'],
		['УΥ', 'Y'],
		['ХΧ', 'X'],
		['Ζ', 'Z'],
	].flatMap(([others = '', latin = '']) => [...others].map((letter) => [letter, latin])),
);

const lookalikes = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/**
 * The same for codes that people take for one another: case, blanks, leading zeros, kinds of dashes and quotes, the
 * letter O and zero, full-width forms, and letters of other scripts make no difference.
 */
export function lookalikeKey(code: string): string {
	return cleanText(code)
		.normalize('NFKC')
		.toUpperCase()
		.replace(/\s+/g, '')
		.replace(/[\p{Pd}\u2212]/gu, '-')
		.replace(/[\u2018\u2019\u02bc`\u00b4]/g, "'")
		.replace(lookalikes, (letter) => letters[letter] ?? letter)
		.replace(/O/g, '0')
		.replace(/[IL|]/g, '1')
		.replace(/^0+(?=.)/, '');
}

/** A number as a spreadsheet shows it when it has many digits: "5.41235E+12", "5,41235E+12". */
const shortened = /^(\d)(?:[.,](\d{1,14}))?E\+?(\d{1,3})$/i;

/** Finds which of the listed codes a spreadsheet could have made of a code by shortening it. */
export function shortenedNumbers(listed: readonly string[]): {
	of(code: string): string | undefined;
} {
	const byMeaning = new Map<string, string>();
	const decimalsSeen = new Set<number>();
	for (const number of listed) {
		const [, first, others = '', exponent] = shortened.exec(cleanText(number)) ?? [];
		if (first === undefined) continue;
		decimalsSeen.add(others.length);
		const mantissa = others === '' ? first : `${first}.${others}`;
		const meaning = `${mantissa}e+${Number(exponent)}`;
		if (!byMeaning.has(meaning)) byMeaning.set(meaning, number);
	}
	return {
		of(code) {
			const digits = cleanText(code);
			if (!/^[1-9]\d{0,98}$/.test(digits)) return undefined;
			for (const decimals of decimalsSeen) {
				const number = byMeaning.get(Number(digits).toExponential(decimals));
				if (number !== undefined) return number;
			}
			return undefined;
		},
	};
}

/** Where two texts that look alike differ first. */
export interface Difference {
	/** The character the first text has there, with its Unicode number where people could not tell it by its looks. */
	has: string;
	/** The one the second text has there. */
	instead: string;
	/** Whether people see the difference. */
	isVisible: boolean;
}

/** The first characters in which two clean texts differ; `undefined` when they do not. */
export function firstDifference(text: string, other: string): Difference | undefined {
	const [ours, theirs] = [[...cleanText(text)], [...cleanText(other)]];
	const longer = ours.length > theirs.length ? ours : theirs;
	const index = longer.findIndex((_, at) => ours[at] !== theirs[at]);
	if (index === -1) return undefined;
	const pair = [ours[index], theirs[index]];
	const isVisible =
		pair.every((character = '') => /^[!-~]?$/.test(character)) &&
		!confusable.some((characters) =>
			pair.every((character) => characters.includes(character ?? ' ')),
		);
	const [has = '', instead = ''] = pair.map(nameCharacter);
	return { has, instead, isVisible };
}

/** Characters that look the same in many a font. */
const confusable = ['O0', 'Il1|'];
const isConfusable = (character = '') => /^[O0Il1|]$/.test(character);

function nameCharacter(character = ''): string {
	const number = character.codePointAt(0) ?? 0;
	const hex = `U+${number.toString(16).toUpperCase().padStart(4, '0')}`;
	return number > 126 || isConfusable(character) ? `"${character}" (${hex})` : `"${character}"`;
}
