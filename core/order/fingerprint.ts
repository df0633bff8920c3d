import { createHash } from 'node:crypto';

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

/**
 * A digest (32 hex characters) of what an order asks for: the same for a repeat and for the same order found by polling,
 * another one when the customer changed it. Key order, absent against `null`, and bookkeeping fields make no difference.
 */
export function fingerprintOrder(order: object): string {
	const content = Object.entries(order).filter(([key]) => !bookkeeping.has(key));
	return createHash('sha256').update(canonical(Object.fromEntries(content))).digest('hex').slice(0, 32);
}

function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
	const fields = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
	fields.sort(([a], [b]) => (a < b ? -1 : 1));
	return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}
