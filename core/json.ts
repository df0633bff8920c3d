/** A whole number of 16 digits or more may not fit a double; strings are matched first, so that digits in them stay alone. */
const textOrLongNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?[1-9]\d{15,}(?![\d.eE])/g;

/** A JSON text's value, or that it is none. */
export type ParsedJson = { ok: true; value: unknown } | { ok: false };

/**
 * Parses JSON like `JSON.parse`, but leaves whole numbers beyond 2^53 as text, digit for digit, where that would round
 * them, so that an id stays an id. A byte order mark in front, which proxies add, is passed over.
 */
export function parseJson(text: string): ParsedJson {
	const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
	try {
		return { ok: true, value: JSON.parse(/\d{16}/.test(json) ? quoteLongNumbers(json) : json) };
	} catch {
		return { ok: false };
	}
}

function quoteLongNumbers(json: string): string {
	return json.replace(textOrLongNumber, (token) =>
		token.startsWith('"') || String(Number(token)) === token ? token : `"${token}"`,
	);
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

/** The text or whole number at a path as text, or `null` when nothing readable stands there. */
export function readLabel(value: unknown, path: readonly PropertyKey[]): string | null {
	const found = readField(value, path);
	if (typeof found === 'number' && Number.isSafeInteger(found)) return String(found);
	return typeof found === 'string' && found.trim() !== '' ? found.trim() : null;
}
