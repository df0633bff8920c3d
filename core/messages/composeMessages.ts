import type { Diagnostic } from './issue';
import { customerMessage, customerMessageHtml, escapeHtml } from './customerMessage';
import { onOneLine, say, type Language, type Sentences } from './language';

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
	const confirmed = errors.length > 0 ? { text: [], html: '' } : confirm(facts);
	const summary = errors.length > 0 ? refuse(orderNumber, errors) : approve(orderNumber, warnings);
	const issues = [...errors, ...warnings].map(({ message, fix }) => `${message} ${fix}`);
	const list = issues.map((issue) => `<li>${escapeHtml(issue)}</li>`).join('');
	return {
		summary,
		staffMessage: [summary, ...issues.map((issue) => `- ${issue}`)].join('\n'),
		staffMessageHtml: `<p>${escapeHtml(summary)}</p>${list && `<ul>${list}</ul>`}`,
		customerMessage: [customerMessage(orderNumber, errors, language), ...confirmed.text].join('\n'),
		customerMessageHtml: customerMessageHtml(orderNumber, errors, language) + confirmed.html,
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

const delivery: Sentences = {
	en: 'Delivery: {day}',
	nl: 'Levering: {day}',
	fr: 'Livraison : {day}',
	de: 'Lieferung: {day}',
};
const longestName = 80;

/** What a confirmation adds: the delivery day and the lines. */
function confirm({ lines, deliveryDay, language }: MessageFacts): { text: string[]; html: string } {
	const day = deliveryDay === null ? [] : [say(delivery, { day: { day: deliveryDay } }, language)];
	const ordered = lines.map((line) => describeLine(line, language));
	const list = ordered.map((line) => `<li>${escapeHtml(line)}</li>`).join('');
	return {
		text: [...day, ...ordered.map((line) => `- ${line}`)],
		html: day.map((text) => `<p>${escapeHtml(text)}</p>`).join('') + (list && `<ul>${list}</ul>`),
	};
}

function describeLine(line: MessageLine, language: Language): string {
	const { articleName, articleNumber, quantity } = line;
	const count =
		typeof quantity === 'number' && language !== 'en'
			? String(quantity).replace('.', ',')
			: String(quantity ?? '');
	const number = onOneLine(articleNumber ?? '', longestName);
	const name = onOneLine(articleName ?? '', longestName) || number || String(line.line);
	const what = number === '' || number === name ? name : `${name} (${number})`;
	return count === '' ? what : `${count} × ${what}`;
}
