/** What nearly every text is: visible ASCII with spaces inside. */
const plain = /^[!-~](?:[ -~]*[!-~])?$/;
/** Characters that nobody sees: zero-width and joining characters, soft hyphens, direction and byte order marks, controls. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\ufff9-\ufffb]/gu;
/** Every blank but a space; a byte order mark, which JavaScript counts as one, is invisible. */
const blanks = /[^\S \ufeff]|\u2800/g;

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

/** A name as it was written, with what joins emoji and letters in it, or `null` when nothing of it can be seen. */
export const nameOrNull = (name: string | null | undefined): string | null =>
	name && cleanText(name) !== '' ? name.trim() : null;
