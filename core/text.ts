/** ASCII and Latin letters with accents, as far as they are seen; nothing in it has another form in NFC. */
const visible = '!-~\\u00a1-\\u00ac\\u00ae-\\u017f';
/** What nearly every text is: nothing, or such characters with spaces inside. */
const plain = new RegExp(`^(?:[${visible}](?:[ ${visible}]*[${visible}])?)?$`);
/** Characters that nobody sees: zero-width and joining characters, soft hyphens, direction and byte order marks, controls. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\ufff9-\ufffb]/gu;
/** Every blank but a space; a byte order mark, which JavaScript counts as one, is invisible. */
const blanks = /[^\S \ufeff]|\u2800/g;

const mostMarks = 30;

/** No letter has more accents than this, and sorting thousands of them takes seconds. */
const withFewMarks = (marks: string): string =>
	marks.length > mostMarks ? Array.from(marks).slice(0, mostMarks).join('') : marks;

/**
 * A text as people see it: in NFC, without invisible characters and without blanks around it. Empty when nothing visible
 * is left.
 */
export function cleanText(text: string): string {
	if (plain.test(text)) return text;
	return text
		.replace(/\p{M}+/gu, withFewMarks)
		.normalize('NFC')
		.replace(blanks, ' ')
		.replace(invisible, '')
		.trim();
}

/** The text as people see it, or `null` when there is none. */
export const textOrNull = (text: string | null | undefined): string | null =>
	(text && cleanText(text)) || null;

/** A name as it was written, with what joins emoji and letters in it, or `null` when nothing of it can be seen. */
export const nameOrNull = (name: string | null | undefined): string | null =>
	name && (/[!-~]/.test(name) || cleanText(name) !== '') ? name.trim() : null;

/** Such characters with single spaces between them: nothing to clean. */
export const singleSpaced = new RegExp(`^[${visible}]+(?: [${visible}]+)*$`);
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

/** What separates the name of a secret from its value, also escaped or encoded for a URL. */
const isSetTo =
	'[\\\\"\']{0,3}[\\s\\p{Default_Ignorable_Code_Point}]{0,3}(?:=>|[=:>]|%3D|%3A)\\s{0,3}[\\\\"\']{0,3}';
/** Names of secrets, in whatever spelling: `client_secret`, `clientSecret`, `X-Auth-Token`, `AWS_SECRET_ACCESS_KEY`. */
const secretName =
	'[\\w-]{0,30}(?:token|secret|passwo?r?d|passphrase|passwort|kennwort|wachtwoord|mot de passe|pwd|credentials?|api[_-]?key|(?:access|private|subscription|signing|shared|session|auth)[_-]?key|authorization|auth|cookie|session[_-]?id|sessid|signature|jwt)(?:[_-]?(?:key|hash|id|value))?';
/** Secrets by shorter names in the query of an address. */
const secretInQuery = '(?<=[?&;]\\s{0,2})(?:key|code|sig|sid|pass|pw)';
const scheme = '(?:Bearer|Basic|Token|ApiKey|Digest|OAuth|Negotiate)';
const value = '[^\\s"\'&,;}<\\\\]{1,400}';

/** Secrets as servers echo them. */
const secrets: ReadonlyArray<readonly [pattern: RegExp, kept: string]> = [
	// A login inside an address.
	[/:\/\/[^\s/@]{1,200}@/g, '://…@'],
	// A JSON web token is recognised by how it begins.
	[/\beyJ[\w-]{6,2000}(?:\.[\w-]{1,2000}){0,4}/g, '…'],
	// Digest username="…", response="…"
	[
		new RegExp(`\\b(${scheme})\\s+(?:[\\w-]{1,30}=\\\\?"[^"]{0,400}"(?:,\\s?)?){1,12}`, 'gi'),
		'$1 …',
	],
	// A scheme and its value: one that could be a word only where a word seldom follows.
	[
		/\b(Bearer|Basic)(?:\s*[:=]\s*|\s+|%20|\+)(?!auth|realm|token\b|scheme|price)[\w.~+/=:-]{6,}/gi,
		'$1 …',
	],
	[
		/\b(Token|ApiKey|Digest|OAuth|Negotiate)\s+(?=[\w.~+/=:-]{0,100}[\d_~+/=])[\w.~+/=:-]{6,}/gi,
		'$1 …',
	],
	[
		new RegExp(`(${secretName}${isSetTo}|${secretInQuery}=)(?!…|${scheme} …)${value}`, 'giu'),
		'$1…',
	],
	// The password is hunter2
	[/\b((?:password|secret|token|key) (?:is|was) )(?=\S{0,100}\d)\S{6,400}/gi, '$1…'],
];
const emailAddress = /[^\s@<>"',;:()/…]{1,100}@[^\s@<>"',;:()/]{1,100}/g;

/**
 * Somebody else's words on one line of at most `longest` characters, with secrets masked; e-mail addresses too, unless
 * they are kept. The text is cut before any pattern is applied, so that a long one costs no more.
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
