import { cleanText } from './codes';

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
	].flatMap(([lookalikes = '', latin = '']) => [...lookalikes].map((letter) => [letter, latin])),
);

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
		.replace(/[^!-~]/gu, (character) => letters[character] ?? character)
		.replace(/O/g, '0')
		.replace(/[IL|]/g, '1')
		.replace(/^0+(?=.)/, '');
}

/** The first characters in which two texts differ, each as it is written and by its Unicode number where it needs one. */
export function firstDifference(
	text: string,
	other: string,
): { has: string; instead: string } | undefined {
	const [ours, theirs] = [[...cleanText(text)], [...cleanText(other)]];
	const at = ours.findIndex((character, index) => character !== theirs[index]);
	if (at === -1 && ours.length === theirs.length) return undefined;
	const index = at === -1 ? ours.length : at;
	return { has: nameCharacter(ours[index]), instead: nameCharacter(theirs[index]) };
}

function nameCharacter(character: string | undefined): string {
	if (character === undefined) return '';
	const number = character.codePointAt(0) ?? 0;
	const hex = `U+${number.toString(16).toUpperCase().padStart(4, '0')}`;
	return character === ' ' ? '" "' : number > 126 ? `"${character}" (${hex})` : `"${character}"`;
}
