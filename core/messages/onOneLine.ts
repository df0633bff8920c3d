const plain = /^[!-~]+(?: [!-~]+)*$/;
/** A letter of a script that joins its letters with invisible characters, or a sign of an emoji. */
const joins =
	'(?:[^\\P{L}\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}]|\\p{M}|\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|\\ufe0f)';
const invisible = new RegExp(
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
	if (text.length <= longest && plain.test(text)) return text;
	const start = text.slice(0, longest * longestCharacter);
	const clean = start
		.replace(/[^\S\ufeff]+/g, ' ')
		.replace(invisible, '')
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
