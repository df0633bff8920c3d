import type { Diagnostic } from './issue';
import { customerMessage, customerMessageHtml, escapeHtml } from './customerMessage';
import { onOneLine, type Language } from './language';

const longestOrderNumber = 80;

/** A line as the confirmation shows it. */
export interface MessageLine {
	line: number;
	articleNumber: string | null;
	articleName: string | null;
	quantity: number | string | null;
	unitPrice: string | null;
	total: string | null;
}

/** What the messages about an order are made from. */
export interface MessageFacts {
	orderNumber: string | null;
	errors: readonly Diagnostic[];
	warnings: readonly Diagnostic[];
	/** The customer's language; what the staff reads is English. */
	language: Language;
	lines: readonly MessageLine[];
	/** Days since 1970-01-01. */
	deliveryDay: number | null;
	/** The order's total as it was sent. */
	total: string | null;
}

export interface OrderMessages {
	/** For the supplier's staff: the first issue and how many more there are. */
	summary: string;
	/** For the supplier's staff: every issue and its fix. */
	staffMessage: string;
	staffMessageHtml: string;
	/** Text ready to send to the customer, in their language. */
	customerMessage: string;
	/** The same as HTML, with everything from outside escaped. */
	customerMessageHtml: string;
}

/** Writes everything that is said about a checked order. */
export function composeMessages(facts: MessageFacts): OrderMessages {
	const orderNumber = onOneLine(facts.orderNumber ?? '', longestOrderNumber);
	const { errors, warnings, language } = facts;
	const summary = errors.length > 0 ? refuse(orderNumber, errors) : approve(orderNumber, warnings);
	const issues = [...errors, ...warnings].map(({ message, fix }) => `${message} ${fix}`);
	const list = issues.map((issue) => `<li>${escapeHtml(issue)}</li>`).join('');
	return {
		summary,
		staffMessage: [summary, ...issues.map((issue) => `- ${issue}`)].join('\n'),
		staffMessageHtml: `<p>${escapeHtml(summary)}</p>${list && `<ul>${list}</ul>`}`,
		customerMessage: customerMessage(orderNumber, errors, language),
		customerMessageHtml: customerMessageHtml(orderNumber, errors, language),
	};
}

function refuse(orderNumber: string, [first, ...others]: readonly Diagnostic[]): string {
	const order = orderNumber === '' ? 'the order' : `order ${orderNumber}`;
	const more = others.length === 0 ? '' : ` ${others.length} more to fix.`;
	return `Cannot sync ${order}. ${first?.message}${more}`;
}

function approve(orderNumber: string, [first, ...others]: readonly Diagnostic[]): string {
	const ready = `${orderNumber === '' ? 'The order' : `Order ${orderNumber}`} can be synced.`;
	if (first === undefined) return ready;
	const more = others.length === 0 ? '' : ` ${others.length} more to look at.`;
	return `${ready} Worth a look: ${first.message}${more}`;
}
