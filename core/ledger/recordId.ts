/** What an expression makes of a missing value, lower case. */
const noValue = new Set([
	'undefined',
	'null',
	'false',
	'true',
	'nan',
	'0',
	'{}',
	'[]',
	'[object object]',
]);

/** The ERP's record id as text; `undefined` when the value names no record, as when an ERP answers an error with status 200. */
export function readRecordId(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint')
		return undefined;
	const id = String(value)
		.replace(/[\s\u200b-\u200d\u2060\ufeff]+/g, ' ')
		.trim();
	const bare = id.replace(/^["']|["']$/g, '').trim();
	const isNothing = bare === '' || noValue.has(bare.toLowerCase()) || /^[+-]?0+(\.0+)?$/.test(bare);
	return isNothing ||
		/^[[{]/.test(bare) ||
		/\[object \w+\]/i.test(bare) ||
		/^-?infinity$/i.test(bare)
		? undefined
		: id;
}
