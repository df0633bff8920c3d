import { customerMessage, customerMessageHtml } from '../messages/customerMessage';
import { toIssue, type Diagnostic, type Issue } from './issue';
import { onOneLine, type Language } from '../messages/language';

const longestOrderNumber = 80;

/** What the checks found, under the key `validation` of an order. */
export interface Validation {
	valid: boolean;
	errors: number;
	warnings: number;
	issues: Issue[];
	/** For the supplier's staff: the first issue and how many more there are. */
	summary: string;
	/** Text ready to send to the customer, in their language. */
	customerMessage: string;
	/** The same as HTML, with everything from outside escaped. */
	customerMessageHtml: string;
}

/** Sums up what was found about an order; warnings alone leave it valid. */
export function describeValidation(
	label: string | null,
	diagnostics: readonly Diagnostic[],
	language: Language = 'en',
): Validation {
	const orderNumber = onOneLine(label ?? '', longestOrderNumber);
	const errors = diagnostics.filter(({ severity }) => severity === 'error');
	const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
	return {
		valid: errors.length === 0,
		errors: errors.length,
		warnings: warnings.length,
		issues: diagnostics.map(toIssue),
		summary: errors.length > 0 ? refuse(orderNumber, errors) : approve(orderNumber, warnings),
		customerMessage: customerMessage(orderNumber, errors, language),
		customerMessageHtml: customerMessageHtml(orderNumber, errors, language),
	};
}

function refuse(orderNumber: string, [first, ...others]: readonly Issue[]): string {
	const order = orderNumber === '' ? 'the order' : `order ${orderNumber}`;
	const more = others.length === 0 ? '' : ` ${others.length} more to fix.`;
	return `Cannot sync ${order}. ${first?.message}${more}`;
}

function approve(orderNumber: string, [first, ...others]: readonly Issue[]): string {
	const ready = `${orderNumber === '' ? 'The order' : `Order ${orderNumber}`} can be synced.`;
	if (first === undefined) return ready;
	const more = others.length === 0 ? '' : ` ${others.length} more to look at.`;
	return `${ready} Worth a look: ${first.message}${more}`;
}
