/**
 * Writes a value as Python's `json.dumps` does by default: separators `", "` and `": "`,
 * everything but printable ASCII escaped in lower case (U+007F too), keys in their order.
 */
export function pythonJson(value: unknown): string {
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value === 'string') return pythonString(value);
	if (typeof value === 'number') return pythonNumber(value);
	if (typeof value === 'bigint') return value.toString();
	if (Array.isArray(value)) return `[${value.map(pythonJson).join(', ')}]`;
	if (typeof value !== 'object')
		throw new TypeError(`Python's json.dumps cannot write a JavaScript ${typeof value}`);
	const pairs = Object.entries(value).filter(([, held]) => held !== undefined);
	return `{${pairs.map(([key, held]) => `${pythonString(key)}: ${pythonJson(held)}`).join(', ')}}`;
}

const SHORT_ESCAPES: Record<string, string> = {
	'"': '\\"',
	'\\': '\\\\',
	'\b': '\\b',
	'\f': '\\f',
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t',
};

/** Goes by UTF-16 units, so a character beyond U+FFFF becomes two escapes, as in Python. */
function pythonString(text: string): string {
	let written = '';
	for (let index = 0; index < text.length; index += 1) {
		const unit = text.charCodeAt(index);
		const character = text.charAt(index);
		const printable = unit >= 0x20 && unit < 0x7f;
		written +=
			SHORT_ESCAPES[character] ??
			(printable ? character : `\\u${unit.toString(16).padStart(4, '0')}`);
	}
	return `"${written}"`;
}

/** Whole numbers are Python integers, all others Python floats, whose exponent starts at 1e-05 and has two digits. */
function pythonNumber(value: number): string {
	if (!Number.isFinite(value))
		return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
	if (Object.is(value, -0)) return '-0.0';
	if (Number.isInteger(value)) return BigInt(value).toString();
	if (Math.abs(value) >= 1e-4) return String(value);
	const [mantissa = '', exponent = ''] = value.toExponential().split('e-');
	return `${mantissa}e-${exponent.padStart(2, '0')}`;
}
