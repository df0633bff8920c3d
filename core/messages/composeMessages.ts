import {
	confirmOrder,
	refuseOrder,
	type ConfirmedOrder,
	type MessageParts,
} from './customerMessage';
import type { Diagnostic } from './issue';
import type { Language } from './format';
import { onOneLine } from '../text';

const longestOrderNumber = 80;

/** What the messages about an order are made from. */
export interface MessageFacts {
	orderNumber: string | null;
	/** What was read of the order; `undefined` when it is none. */
	order: ConfirmedOrder | undefined;
	errors: readonly Diagnostic[];
	warnings: readonly Diagnostic[];
	/** The customer's language; what the staff reads is English. */
	language: Language;
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
	const { order, errors, warnings, language } = facts;
	const isRefused = order === undefined || errors.length > 0;
	const summary = isRefused ? refuse(orderNumber, errors) : approve(orderNumber, warnings);
	const staff: MessageParts = {
		opening: [summary],
		list: [...errors, ...warnings].map(({ message, fix }) => `${message} ${fix}`),
		closing: [],
	};
	const customer = isRefused
		? refuseOrder(orderNumber, errors, language)
		: confirmOrder(orderNumber, order, language);
	const forStaff = write(staff);
	const forCustomer = write(customer);
	return {
		summary,
		staffMessage: forStaff.text,
		staffMessageHtml: forStaff.html,
		customerMessage: forCustomer.text,
		customerMessageHtml: forCustomer.html,
	};
}

function refuse(orderNumber: string, [first, ...others]: readonly Diagnostic[]): string {
	const order = orderNumber === '' ? 'the order' : `order ${orderNumber}`;
	const more = others.length === 0 ? '' : ` ${others.length} more to fix.`;
	return `Cannot sync ${order}. ${first?.message}${more}`;
}

function approve(orderNumber: string, warnings: readonly Diagnostic[]): string {
	const order = orderNumber === '' ? 'The order' : `Order ${orderNumber}`;
	const [first] = warnings;
	if (first === undefined) return `${order} can be synced.`;
	const count = warnings.length === 1 ? '1 warning' : `${warnings.length} warnings`;
	return `${order} can be synced, with ${count}. ${first.message}`;
}

/** A message as text and as HTML, in which nothing that came with the order can act as markup. */
function write({ opening, list, closing }: MessageParts): { text: string; html: string } {
	const entries = list.length === 0 ? [] : [`- ${list.join('\n- ')}`];
	const text = [...opening, ...entries, ...closing].join('\n');
	// Nearly every message has lines by the dozen and nothing to escape.
	const escape = text.search(markup) === -1 ? (plain: string) => plain : escapeHtml;
	const paragraphs = (sentences: string[]) => enclosed('p', sentences.map(escape));
	const items = enclosed('li', list.map(escape));
	return { text, html: paragraphs(opening) + (items && `<ul>${items}</ul>`) + paragraphs(closing) };
}

const enclosed = (tag: string, texts: readonly string[]): string =>
	texts.length === 0 ? '' : `<${tag}>${texts.join(`</${tag}><${tag}>`)}</${tag}>`;

const markup = /[&<>"']/g;
const entities: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const escapeHtml = (text: string): string =>
	text.replace(markup, (character) => entities[character] ?? '');
