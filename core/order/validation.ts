import type { Issue } from './issue';

/** What the checks found, under the key `validation` of an order. */
export interface Validation {
	valid: boolean;
	errors: number;
	warnings: number;
	issues: Issue[];
	/** For the supplier's staff: the first issue and how many more there are. */
	summary: string;
	/** Text ready to send to the customer. */
	customerMessage: string;
}

/** Sums up what was found about an order; warnings alone leave it valid. */
export function describeValidation(orderNumber: string | null, issues: readonly Issue[]): Validation {
	const errors = issues.filter(({ severity }) => severity === 'error');
	return {
		valid: errors.length === 0,
		errors: errors.length,
		warnings: issues.length - errors.length,
		issues: [...issues],
		summary: summarise(orderNumber, errors),
		customerMessage: [`Order ${orderNumber ?? ''}`.trim(), ...errors.map(({ message }) => message)].join('\n'),
	};
}

function summarise(orderNumber: string | null, errors: readonly Issue[]): string {
	const order = orderNumber === null ? 'the order' : `order ${orderNumber}`;
	const [first, ...others] = errors;
	if (first === undefined) return `${order[0]?.toUpperCase()}${order.slice(1)} can be synced.`;
	const more = others.length === 0 ? '' : ` ${others.length} more to fix.`;
	return `Cannot sync ${order}. ${first.message}${more}`;
}
