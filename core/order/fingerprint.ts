import { createHash } from 'node:crypto';
import { amountKey, readAmount } from '../amount';
import { cleanText } from '../text';
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
/** Visible characters with single spaces between them: nothing to clean. */
const plain = /^[!-~]+(?: [!-~]+)*$/;

/**
 * A digest (32 hex characters) of what an order asks for: the same for a repeat and for the same order found by polling,
 * another one when the customer changed it. How the content is spelled makes no difference: key order, the order of the
 * lines, blanks, Unicode form, decimals, offsets of moments, and `null`, empty or absent. Unknown fields are content; codes
 * such as "007" and "7" stay different.
 */
export function fingerprintOrder(order: object): string {
	const { packages, ...head } = order as Record<string, unknown>;
	for (const field of bookkeeping) delete head[field];
	const lines = (Array.isArray(packages) ? packages : [packages]).map((line) =>
		canonical(line, ''),
	);
	const content = `${fields(head)}\n${lines.sort().join('\n')}`;
	return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

/**
 * A value in one spelling, empty when it holds nothing. Texts have their length before them, as in bencode, which spares
 * the escapes of JSON.
 */
function canonical(value: unknown, key: string): string {
	if (typeof value === 'object' && value !== null)
		return Array.isArray(value) ? list(value, key) : fields(value);
	if (typeof value === 'boolean') return String(value);
	// A number is its digits, so that an id is the same as a number and as text.
	const text = canonicalText(String(value ?? ''), key);
	return text && `${text.length}:${text}`;
}

/** The entries in their order, an empty one in its place. */
const list = (entries: readonly unknown[], key: string): string =>
	entries.length === 0 ? '' : `[${entries.map((entry) => canonical(entry, key) || '-').join('')}]`;

/** The fields that hold something, sorted by their keys. */
function fields(value: object): string {
	let all = '';
	for (const key of Object.keys(value).sort()) {
		const field = canonical((value as Record<string, unknown>)[key], key);
		if (field !== '') all += `${key.length}:${key}${field}`;
	}
	return all && `{${all}}`;
}

/** The same text for texts that mean the same. */
function canonicalText(written: string, key: string): string {
	const text = plain.test(written) ? written : cleanText(written).replace(/ {2,}/g, ' ');
	if (amounts.has(key)) {
		const amount = readAmount(text)?.value;
		return amount === undefined ? text : amountKey(amount);
	}
	const instantMs =
		text.length >= momentLength && startsLikeAMoment.test(text) ? readOrderedOnMs(text) : null;
	return instantMs === null ? text : `at ${instantMs}`;
}
