/** What makes no difference when codes are compared, as the user chose. */
export const ignorableDifferences = ['case', 'leadingZeros', 'spaces'] as const;

export type IgnorableDifference = (typeof ignorableDifferences)[number];

const plain = /^[!-~]+$/;
/** Characters that nobody sees: zero-width and joining characters, soft hyphens, direction and byte order marks, controls. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\ufff9-\ufffb]/gu;
const blanks = /[\s\u2800]/g;
const hardSpaces = /[\u00a0\u2007\u202f]/g;

/**
 * A text as people see it: in NFC, without invisible characters and without blanks around it. Empty when nothing visible
 * is left.
 */
export function cleanText(text: string): string {
	if (plain.test(text)) return text;
	return text.normalize('NFC').replace(blanks, ' ').replace(invisible, '').trim();
}

/** The text as people see it, or `null` when there is none. */
export const textOrNull = (text: string | null | undefined): string | null =>
	(text && cleanText(text)) || null;

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
