import { createHash } from 'node:crypto';
import { amountKey, readAmount } from '../amount';
import { cleanText, singleSpaced } from '../text';
import { readOrderedOnMs } from '../timestamp';

/** What changes without the order changing: Apicbase's bookkeeping, who clicked and when, and what this package adds. */
const bookkeeping = new Set([
	'status',
	'ordered_on',
	'owned_by',
	'fetched_by_supplier',
	'fetched_by_supplier_at',
	'viewed_by_supplier',
	'viewed_by_supplier_at',
	'sync',
	'validation',
]);

/** Fields that hold decimals, as text or as numbers (https://developers.apicbase.com/docs/integrated-ordering, section 3). */
const amounts = new Set([
	'theoretical_price',
	'theoretical_price_per_package',
	'total_theoretical_price',
	'quantity_ordered',
]);

const startsLikeAMoment = /^\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;
const momentLength = 16;

/**
 * A digest (32 hex characters) of what an order asks for: the same for a repeat and for the same order found by polling,
 * another one when the customer changed it. How the content is spelled makes no difference: key order, the order of the
 * lines, blanks, Unicode form, decimals, offsets of moments, and `null`, empty or absent. Unknown fields are content; codes
 * such as "007" and "7" stay different.
 */
export function fingerprintOrder(order: object): string {
	const content = Object.entries(order).filter(([key]) => !bookkeeping.has(key));
	const { packages, ...head } = canonicalFields(Object.fromEntries(content)) ?? {};
	const lines = Array.isArray(packages) ? packages : [packages];
	const parts = [JSON.stringify(head), ...lines.map((line) => JSON.stringify(line)).sort()];
	return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}

function canonicalValue(value: unknown, key: string): unknown {
	if (typeof value === 'string') return canonicalText(value, key);
	// A number is its digits, so that an id is the same as a number and as text.
	if (typeof value === 'number') return canonicalText(String(value), key);
	if (typeof value !== 'object') return value;
	if (Array.isArray(value)) return canonicalList(value, key);
	return value === null ? undefined : canonicalFields(value);
}

/** The entries in their order, an empty one in its place; `undefined` when there are none. */
function canonicalList(entries: readonly unknown[], key: string): unknown[] | undefined {
	return entries.length === 0
		? undefined
		: entries.map((entry) => canonicalValue(entry, key) ?? null);
}

/** The fields that hold something, with sorted keys; `undefined` when none does. */
function canonicalFields(value: object): Record<string, unknown> | undefined {
	const fields: Record<string, unknown> = {};
	let isEmpty = true;
	for (const key of Object.keys(value).sort()) {
		const field = canonicalValue((value as Record<string, unknown>)[key], key);
		if (field === undefined) continue;
		// Assigned, it would be the prototype and no field; an object without a prototype takes JSON several times as long.
		if (key === '__proto__') Object.defineProperty(fields, key, { value: field, enumerable: true });
		else fields[key] = field;
		isEmpty = false;
	}
	return isEmpty ? undefined : fields;
}

function canonicalText(text: string, key: string): string | undefined {
	const clean = singleSpaced.test(text) ? text : cleanText(text).replace(/ {2,}/g, ' ');
	if (clean === '') return undefined;
	if (amounts.has(key)) {
		const amount = readAmount(clean)?.value;
		return amount === undefined ? clean : amountKey(amount);
	}
	const instantMs =
		clean.length >= momentLength && startsLikeAMoment.test(clean) ? readOrderedOnMs(clean) : null;
	return instantMs === null ? clean : `at ${instantMs}`;
}
