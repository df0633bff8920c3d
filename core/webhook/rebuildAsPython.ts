const quote = 34;
const backslash = 92;
const plainText = /^"[ !#-[\]-~]*"$/;

/**
 * Rewrites JSON text as Python's `json.dumps` would have written it, which is what Apicbase signs: `", "` and `": "`
 * between tokens, everything outside printable ASCII as lowercase `\uXXXX`. It goes token by token, so numbers and
 * repeated keys stay as they stand. `undefined` when a string in it is not JSON, or white space parts a number or word.
 */
export function rebuildAsPython(json: string): string | undefined {
	let rebuilt = '';
	let from = 0;
	for (let at = 0; at < json.length; at++) {
		const code = json.charCodeAt(at);
		if (code === quote) {
			const end = endOfString(json, at);
			const text = end === -1 ? undefined : rewriteString(json.slice(at, end));
			if (text === undefined) return undefined;
			rebuilt += json.slice(from, at) + text;
			from = end;
			at = end - 1;
			continue;
		}
		const separator = separatorFor(code);
		if (separator === undefined) continue;
		if (separator === '' && partsToken(json, at)) return undefined;
		rebuilt += json.slice(from, at) + separator;
		from = at + 1;
	}
	return rebuilt + json.slice(from);
}

/** Whether the white space here stands within a number or word, as in `1 0` or `n ull`. */
function partsToken(json: string, at: number): boolean {
	if (!isTokenPart(json.charCodeAt(at - 1))) return false;
	let next = at + 1;
	while (separatorFor(json.charCodeAt(next)) === '') next++;
	return isTokenPart(json.charCodeAt(next));
}

/** Letters, digits, plus, minus and point: all that numbers, `true`, `false` and `null` are made of. */
const isTokenPart = (code: number) =>
	(code >= 48 && code <= 57) ||
	(code >= 97 && code <= 122) ||
	(code >= 65 && code <= 90) ||
	code === 43 ||
	code === 45 ||
	code === 46;

/** What Python writes for a comma or colon, nothing for white space, `undefined` for a character that stays. */
function separatorFor(code: number): string | undefined {
	if (code === 44) return ', ';
	if (code === 58) return ': ';
	return code === 32 || (code >= 9 && code <= 13) ? '' : undefined;
}

/** Index after the closing quote of the string that opens at `start`, or -1. */
function endOfString(json: string, start: number): number {
	for (let at = start + 1; at < json.length; at++) {
		const code = json.charCodeAt(at);
		if (code === quote) return at + 1;
		if (code === backslash) at++;
	}
	return -1;
}

function rewriteString(token: string): string | undefined {
	if (plainText.test(token)) return token;
	let text: unknown;
	try {
		text = JSON.parse(token);
	} catch {
		return undefined;
	}
	return JSON.stringify(text).replace(
		/[\u007f-\uffff]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}
