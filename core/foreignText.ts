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
