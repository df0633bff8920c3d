const quote = 34;
const backslash = 92;
const hexDigits = '0123456789abcdef';
/** What one character can become at most: `é` is written `\u00e9`. */
const longestCharacter = 6;
const byteOrderMark = 0xfeff;

/** Letters after a backslash, and the characters they stand for. */
const shortEscapes = new Map(
	Object.entries({ '"': 34, '\\': 92, '/': 47, b: 8, f: 12, n: 10, r: 13, t: 9 }).map(
		([letter, code]) => [letter.charCodeAt(0), code],
	),
);
/** Control characters that Python writes with a letter. */
const lettersOf = new Map([...shortEscapes].map(([letter, code]) => [code, letter]));

/**
 * Rewrites JSON text as Python's `json.dumps` would have written it, which is what Apicbase signs: `", "` and `": "`
 * between tokens, everything outside printable ASCII as lowercase `\uXXXX`. It goes token by token, so numbers and
 * repeated keys stay as they stand, and takes linear time and six bytes for each character. `undefined` when a string in
 * it is not JSON, white space parts a number or word, or there is more than ASCII around its strings.
 */
export function rebuildAsPython(json: string): Buffer | undefined {
	const start = json.charCodeAt(0) === byteOrderMark ? 1 : 0;
	const out = Buffer.allocUnsafe((json.length - start) * longestCharacter);
	let length = 0;
	/** Whether the last character that was written belongs to a number or word, with white space after it. */
	let wordBeforeBlank = false;
	for (let at = start; at < json.length; at++) {
		const code = json.charCodeAt(at);
		if (code === 32 || (code >= 9 && code <= 13)) {
			wordBeforeBlank ||= isTokenPart(json.charCodeAt(at - 1));
			continue;
		}
		if (code > 126 || (wordBeforeBlank && isTokenPart(code))) return undefined;
		wordBeforeBlank = false;
		if (code === quote) {
			const written = rewriteString(json, at, out, length);
			if (written === undefined) return undefined;
			length = written.length;
			at = written.end - 1;
		} else {
			out[length++] = code;
			if (code === 44 || code === 58) out[length++] = 32;
		}
	}
	return out.subarray(0, length);
}

/** Letters, digits, plus, minus and point: all that numbers, `true`, `false` and `null` are made of. */
const isTokenPart = (code: number) =>
	(code >= 48 && code <= 57) ||
	(code >= 97 && code <= 122) ||
	(code >= 65 && code <= 90) ||
	code === 43 ||
	code === 45 ||
	code === 46;

/** Writes the string that opens at `start`: the index after its closing quote, and how much is written by then. */
function rewriteString(
	json: string,
	start: number,
	out: Buffer,
	from: number,
): { end: number; length: number } | undefined {
	let length = from;
	out[length++] = quote;
	for (let at = start + 1; at < json.length; at++) {
		let code = json.charCodeAt(at);
		if (code === quote) {
			out[length++] = quote;
			return { end: at + 1, length };
		}
		if (code < 32) return undefined;
		if (code === backslash) {
			const letter = json.charCodeAt(++at);
			const meant = letter === 117 ? readHex(json, at + 1) : shortEscapes.get(letter);
			if (meant === undefined) return undefined;
			if (letter === 117) at += 4;
			code = meant;
		}
		length = writeCharacter(code, out, length);
	}
	return undefined;
}

function writeCharacter(code: number, out: Buffer, length: number): number {
	if (code >= 32 && code <= 126 && code !== quote && code !== backslash) {
		out[length] = code;
		return length + 1;
	}
	const letter = lettersOf.get(code);
	if (letter === undefined) return writeEscape(code, out, length);
	out[length] = backslash;
	out[length + 1] = letter;
	return length + 2;
}

function writeEscape(code: number, out: Buffer, length: number): number {
	out[length] = backslash;
	out[length + 1] = 117;
	for (let digit = 0; digit < 4; digit++)
		out[length + 2 + digit] = hexDigits.charCodeAt((code >> (12 - 4 * digit)) & 15);
	return length + 6;
}

/** The code unit that four hexadecimal digits name. */
function readHex(json: string, start: number): number | undefined {
	let code = 0;
	for (let at = start; at < start + 4; at++) {
		const digit = hexValue(json.charCodeAt(at));
		if (digit === undefined) return undefined;
		code = code * 16 + digit;
	}
	return code;
}

function hexValue(code: number): number | undefined {
	if (code >= 48 && code <= 57) return code - 48;
	const letter = code | 32;
	return letter >= 97 && letter <= 102 ? letter - 87 : undefined;
}
