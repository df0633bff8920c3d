import { nameOrNull } from './text';

/** What begins a string, whose digits stay alone, or all that may belong to one number. */
const quoteOrNumber = /"|-?\d[\d.eE+-]*/g;
/** A whole number of 16 digits or more may be one that doubles round. */
const longWholeNumber = /^-?[1-9]\d{15,}$/;

/** The value of a JSON text, unless it is not valid JSON. */
export type ParsedJson = { ok: true; value: unknown } | { ok: false };

/**
 * Parses JSON like `JSON.parse`, but leaves whole numbers beyond 2^53 as text, digit for digit, so that an id stays an id.
 * A byte order mark in front, which proxies add, is passed over.
 */
export function parseJson(text: string): ParsedJson {
	const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
	try {
		return { ok: true, value: JSON.parse(/\d{16}/.test(json) ? quoteLongNumbers(json) : json) };
	} catch {
		return { ok: false };
	}
}

/** Each character is looked at a bounded number of times, however the text is quoted or cut off. */
function quoteLongNumbers(json: string): string {
	const pieces: string[] = [];
	let copied = 0;
	quoteOrNumber.lastIndex = 0;
	for (let match = quoteOrNumber.exec(json); match; match = quoteOrNumber.exec(json)) {
		const [token] = match;
		if (token === '"') {
			quoteOrNumber.lastIndex = endOfString(json, match.index);
		} else if (longWholeNumber.test(token) && !Number.isSafeInteger(Number(token))) {
			pieces.push(json.slice(copied, match.index), `"${token}"`);
			copied = match.index + token.length;
		}
	}
	return pieces.join('') + json.slice(copied);
}

/** The index behind the quote that closes the string opened at `start`; the text's length when none does. */
function endOfString(json: string, start: number): number {
	for (
		let quote = json.indexOf('"', start + 1);
		quote !== -1;
		quote = json.indexOf('"', quote + 1)
	) {
		let escapes = 0;
		while (json[quote - 1 - escapes] === '\\') escapes++;
		if (escapes % 2 === 0) return quote + 1;
	}
	return json.length;
}

/** The value at a path inside something not yet known to be an order; `undefined` where the path ends early. */
export function readField(value: unknown, path: readonly PropertyKey[]): unknown {
	let current = value;
	for (const key of path) {
		if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key))
			return undefined;
		current = (current as Record<PropertyKey, unknown>)[key];
	}
	return current;
}

/** The text or whole number at a path as text, or `null` when it is missing or of another type. */
export function readLabel(value: unknown, path: readonly PropertyKey[]): string | null {
	const found = readField(value, path);
	if (typeof found === 'number' && Number.isSafeInteger(found)) return String(found);
	return typeof found === 'string' ? nameOrNull(found) : null;
}
