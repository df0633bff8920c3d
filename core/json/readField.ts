/** The value at a path inside something not yet known to be an order; `undefined` where the path ends early. */
export function readField(value: unknown, path: readonly PropertyKey[]): unknown {
	let current = value;
	for (const key of path) {
		if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
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
