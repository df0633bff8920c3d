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

const singleSpaced = /^[!-~]+(?: [!-~]+)*$/;
/** A letter of a script that joins its letters with invisible characters, or a sign of an emoji. */
const joins =
	'(?:[^\\P{L}\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}]|\\p{M}|\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|\\ufe0f)';
const unseen = new RegExp(
	[
		'[\\p{Cc}\\p{Cs}\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb]',
		`(?<!${joins})[\\u200c\\u200d]`,
		`[\\u200c\\u200d](?!${joins})`,
	].join('|'),
	'gu',
);
/** A character as people count them may be made of several, but not of more than a reader could tell. */
const longestCharacter = 8;

/**
 * Text from outside as it may stand in a sentence: without line breaks, control or direction characters, and cut behind
 * a whole character when it is longer than so many of them.
 */
export function onOneLine(text: string, longest: number): string {
	if (text.length <= longest && singleSpaced.test(text)) return text;
	const start = text.slice(0, longest * longestCharacter);
	const clean = start
		.replace(/[^\S\ufeff]+/g, ' ')
		.replace(unseen, '')
		.replace(/ {2,}/g, ' ')
		.trim();
	if (clean.length <= longest && start.length === text.length) return clean;
	const characters = Array.from(segmenter.segment(clean), ({ segment }) => segment);
	if (start.length === text.length && characters.length <= longest) return clean;
	return `${characters
		.slice(0, longest - 1)
		.join('')
		.trimEnd()}…`;
}

const segmenter = new Intl.Segmenter();

/** Secrets as servers echo them: a login inside an address, a scheme and its value, a named value. */
const secrets: ReadonlyArray<readonly [pattern: RegExp, kept: string]> = [
	[/:\/\/[^\s/@]{1,200}@/g, '://…@'],
	[/\b(Bearer|Basic|Token|ApiKey|Digest)\s+[\w.~+/=:-]{6,}/gi, '$1 …'],
	[
		/((?:access|refresh|id|auth|session)[_-]?token|client[_-]?secret|x?-?api[_-]?key|secret|password|passwd|pwd|authorization|token)(["']?\s{0,3}[=:]\s{0,3}["']?)(?!…|(?:Bearer|Basic|Token|ApiKey|Digest) …)[^\s"'&,;}]{1,400}/gi,
		'$1$2…',
	],
];
const emailAddress = /[^\s@<>"',;:()/…]{1,100}@[^\s@<>"',;:()/]{1,100}/g;

/**
 * Somebody else's words on one line of at most `longest` characters, without secrets that were echoed back; without
 * e-mail addresses either, where they are kept for long. The text is cut before any pattern meets it, so that its length
 * costs nothing.
 */
export function quoteForeign(
	text: string,
	longest: number,
	{ keepsAddresses = true }: { keepsAddresses?: boolean } = {},
): string {
	let line = collapseBlanks(text.slice(0, longest * 4));
	for (const [pattern, kept] of secrets) line = line.replace(pattern, kept);
	if (!keepsAddresses) line = line.replace(emailAddress, '…');
	return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/** Every run of blanks and control characters as one blank, none at the ends. */
export const collapseBlanks = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
