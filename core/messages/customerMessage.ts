import type { ReadAmount } from '../amount';
import type { CalendarDay } from '../timestamp';
import {
	type CountedMessage,
	format,
	formatCount,
	formatLineName,
	formatParam,
	type Language,
	type LocalizedMessage,
} from './format';
import { formatDiagnostic, type Diagnostic } from './issue';
import { onOneLine } from '../text';

/** Beyond this many, only a count of the rest is shown. */
const sentencesShown = 20;
const longestName = 80;

/** What is said to a customer, whose supplier speaks. An order without a number is named without one. */
export const customerPhrases = {
	received: {
		en: 'We have received your order {orderNumber}.',
		nl: 'We hebben uw bestelling {orderNumber} ontvangen.',
		fr: 'Nous avons bien reçu votre commande {orderNumber}.',
		de: 'Wir haben Ihre Bestellung {orderNumber} erhalten.',
	},
	delivery: {
		en: 'Delivery: {day}',
		nl: 'Levering: {day}',
		fr: 'Livraison : {day}',
		de: 'Lieferung: {day}',
	},
	deliveryOver: {
		en: 'The delivery date, {day}, has passed. We will contact you about a new one.',
		nl: 'De leverdatum ({day}) is al verstreken. We nemen contact met u op over een nieuwe.',
		fr: "La date de livraison ({day}) est déjà passée. Nous vous contacterons pour convenir d'une nouvelle date.",
		de: 'Der Liefertermin ({day}) ist bereits verstrichen. Wir melden uns bei Ihnen wegen eines neuen Termins.',
	},
	total: {
		en: 'Total: {total}',
		nl: 'Totaal: {total}',
		fr: 'Total : {total}',
		de: 'Gesamtbetrag: {total}',
	},
	notProcessed: {
		en: 'We cannot process your order {orderNumber} as it is:',
		nl: 'We kunnen uw bestelling {orderNumber} zo niet verwerken:',
		fr: "Nous ne pouvons pas traiter votre commande {orderNumber} en l'état :",
		de: 'Wir können Ihre Bestellung {orderNumber} so nicht bearbeiten:',
	},
	sendCorrection: {
		en: 'Send us a corrected order, or reply to this message.',
		nl: 'Stuur ons een aangepaste bestelling, of antwoord op dit bericht.',
		fr: 'Envoyez-nous une commande corrigée, ou répondez à ce message.',
		de: 'Senden Sie uns eine korrigierte Bestellung oder antworten Sie auf diese Nachricht.',
	},
	weLookIntoIt: {
		en: 'We are looking into this and will contact you.',
		nl: 'We zoeken dit uit en nemen contact met u op.',
		fr: 'Nous nous en occupons et reviendrons vers vous.',
		de: 'Wir klären das und melden uns bei Ihnen.',
	},
	weLookIntoTheRest: {
		en: 'We will look into the other points and contact you.',
		nl: 'De overige punten zoeken we zelf uit; we nemen contact met u op.',
		fr: 'Nous nous occupons des autres points et reviendrons vers vous.',
		de: 'Um die übrigen Punkte kümmern wir uns und melden uns bei Ihnen.',
	},
} satisfies Record<string, LocalizedMessage>;

export const morePoints: CountedMessage = {
	one: {
		en: 'And 1 more.',
		nl: 'En nog 1 ander punt.',
		fr: 'Et 1 autre point.',
		de: 'Und 1 weiterer Punkt.',
	},
	other: {
		en: 'And {count} more.',
		nl: 'En nog {count} andere punten.',
		fr: 'Et {count} autres points.',
		de: 'Und {count} weitere Punkte.',
	},
};

/** What an order is confirmed with, as it was read. */
export interface ConfirmedOrder {
	lines: readonly ConfirmedLine[];
	delivery: { day: CalendarDay | undefined; isOver: boolean } | undefined;
	total: ReadAmount | undefined;
}

/** A line as the confirmation shows it. */
export interface ConfirmedLine {
	/** Position as people count, from 1. */
	line: number;
	shownNumber: string | null;
	shownName: string | null;
	quantity: ReadAmount | undefined;
	total: ReadAmount | undefined;
}

/** A message in parts, from which text and HTML are made. */
export interface MessageParts {
	opening: string[];
	list: string[];
	closing: string[];
}

/** What keeps an order from being processed, and what happens next. */
export function refuseOrder(
	orderNumber: string,
	errors: readonly Diagnostic[],
	language: Language,
): MessageParts {
	const list = errors.slice(0, sentencesShown).map((error) => formatDiagnostic(error, language));
	if (errors.length > sentencesShown)
		list.push(formatCount(morePoints, errors.length - sentencesShown, language));
	return {
		opening: [format(customerPhrases.notProcessed, { orderNumber }, language)],
		list,
		closing: closingsFor(errors).map((closing) => format(closing, {}, language)),
	};
}

function closingsFor(errors: readonly Diagnostic[]): LocalizedMessage[] {
	const { sendCorrection, weLookIntoIt, weLookIntoTheRest } = customerPhrases;
	const forCustomer = errors.filter(({ owner }) => owner === 'customer').length;
	if (forCustomer === 0) return [weLookIntoIt];
	return forCustomer === errors.length ? [sendCorrection] : [sendCorrection, weLookIntoTheRest];
}

/** That an order was received, with its day, lines and total. */
export function confirmOrder(
	orderNumber: string,
	{ lines, delivery, total }: ConfirmedOrder,
	language: Language,
): MessageParts {
	const opening = [format(customerPhrases.received, { orderNumber }, language)];
	if (delivery?.day !== undefined) {
		const phrase = delivery.isOver ? customerPhrases.deliveryOver : customerPhrases.delivery;
		opening.push(format(phrase, { day: { day: delivery.day } }, language));
	}
	const closing =
		total?.value === undefined
			? []
			: [format(customerPhrases.total, { total: { money: total.value } }, language)];
	return { opening, list: lines.map((line) => confirmLine(line, language)), closing };
}

/**
 * A line of a confirmation, by what is known of it: "4 × Tomatoes (ABC-123): 10.00". Put together without a template, since
 * every line of every order passes here.
 */
function confirmLine(confirmed: ConfirmedLine, language: Language): string {
	const { line, shownNumber, shownName, quantity, total } = confirmed;
	const number = onOneLine(shownNumber ?? '', longestName);
	const name = onOneLine(shownName ?? '', longestName) || number;
	let text = '';
	if (quantity !== undefined) {
		const { value, written } = quantity;
		text = `${formatParam(value === undefined ? String(written) : { quantity: value }, language)} × `;
	}
	text += name || formatLineName({ line, articleNumber: null, articleName: null }, language);
	if (number !== '' && number !== name) text += ` (${number})`;
	if (total?.value !== undefined)
		text += colon[language] + formatParam({ money: total.value }, language);
	return text;
}

const colon: LocalizedMessage = { en: ': ', nl: ': ', fr: '\u00a0: ', de: ': ' };
