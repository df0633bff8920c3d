import { cleanText } from '../text';

/** What makes no difference when codes are compared, as the user chose. */
export const ignorableDifferences = ['case', 'leadingZeros', 'spaces'] as const;

export type IgnorableDifference = (typeof ignorableDifferences)[number];

const hardSpaces = /[\u00a0\u2007\u202f]/g;

/** Brings codes (article and customer numbers) into the form in which they are compared. */
export type CodeKey = (code: string) => string;

/** Makes the function that leaves out of clean codes what the user wants ignored. */
export function codeKey(ignored: readonly IgnorableDifference[]): CodeKey {
	const [ignoresCase, ignoresZeros, ignoresSpaces] = ignorableDifferences.map((difference) =>
		ignored.includes(difference),
	);
	return (code) => {
		let key = cleanText(code);
		if (ignoresSpaces) key = key.replace(/ +/g, '');
		// Upper case first: "ß" and "SS" are one text to people, as are the two lower-case sigmas.
		if (ignoresCase) key = key.toUpperCase().toLowerCase();
		if (ignoresZeros) key = key.replace(/^0+(?=.)/, '');
		return key;
	};
}

/** The clean forms of a code: a no-break space stands for a space, or for nothing at all. */
export function codeForms(code: string): string[] {
	const withSpace = cleanText(code);
	if (withSpace === code || code.search(hardSpaces) === -1) return [withSpace];
	const without = cleanText(code.replace(hardSpaces, ''));
	return without === withSpace ? [withSpace] : [withSpace, without];
}
