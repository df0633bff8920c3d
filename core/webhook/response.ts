import { readLabel } from '../json';
import { format, type Language, type LocalizedMessage } from '../messages/format';
import { externalIdOf } from '../order/sync';
import type { Issue } from '../messages/issue';

/** What Apicbase, and through it the customer, reads. */
export interface AnswerBody {
	status: 'accepted' | 'already_accepted' | 'refused';
	order_number: string | null;
	external_id: string | null;
	message: string;
	issues: Reason[];
}

/** Why an order is refused, in a sentence for the customer. */
export type Reason = Pick<Issue, 'code' | 'message'>;

/** An HTTP answer. Every 2XX promises the order to the customer, anything else is shown to them as not sent. */
export interface Answer {
	statusCode: number;
	body: AnswerBody;
}

/** The part of an order an answer names; `null` where it is not known. */
export interface AnsweredOrder {
	externalId: string | null;
	orderNumber: string | null;
}

interface AnswerWords {
	statusCode?: number;
	/** Language of the words around the sentences, which come in it already. */
	language?: Language;
}

const unknownOrder: AnsweredOrder = { externalId: null, orderNumber: null };
const sentencesShown = 10;

/** An answer's own words, around the reasons. */
export const refusalPhrases = {
	received: {
		en: 'Order {orderNumber} was received.',
		nl: 'Bestelling {orderNumber} is ontvangen.',
		fr: 'La commande {orderNumber} a bien été reçue.',
		de: 'Bestellung {orderNumber} ist eingegangen.',
	},
	orderReceived: {
		en: 'The order was received.',
		nl: 'De bestelling is ontvangen.',
		fr: 'La commande a bien été reçue.',
		de: 'Die Bestellung ist eingegangen.',
	},
	receivedBefore: {
		en: 'Order {orderNumber} had already been received and will not be processed twice.',
		nl: 'Bestelling {orderNumber} was al ontvangen en wordt niet opnieuw verwerkt.',
		fr: 'La commande {orderNumber} avait déjà été reçue et ne sera pas traitée une seconde fois.',
		de: 'Bestellung {orderNumber} lag uns bereits vor und wird nicht noch einmal bearbeitet.',
	},
	notSent: {
		en: 'Order {orderNumber} was not sent.',
		nl: 'Bestelling {orderNumber} is niet verzonden.',
		fr: "La commande {orderNumber} n'a pas été envoyée.",
		de: 'Bestellung {orderNumber} wurde nicht gesendet.',
	},
	orderNotSent: {
		en: 'The order was not sent.',
		nl: 'De bestelling is niet verzonden.',
		fr: "La commande n'a pas été envoyée.",
		de: 'Die Bestellung wurde nicht gesendet.',
	},
	onePointNotShown: {
		en: '1 more point is not shown.',
		nl: 'Nog 1 punt wordt niet getoond.',
		fr: "1 autre point n'est pas affiché.",
		de: '1 weiterer Punkt wird nicht angezeigt.',
	},
	morePointsNotShown: {
		en: '{count} more points are not shown.',
		nl: 'Nog {count} punten worden niet getoond.',
		fr: '{count} autres points ne sont pas affichés.',
		de: '{count} weitere Punkte werden nicht angezeigt.',
	},
	unavailable: {
		en: 'We cannot accept orders at the moment. Please send your order again in a few minutes.',
		nl: 'We kunnen momenteel geen bestellingen aannemen. Verzend uw bestelling over enkele minuten opnieuw.',
		fr: 'Nous ne pouvons pas accepter de commandes pour le moment. Veuillez envoyer à nouveau votre commande dans quelques minutes.',
		de: 'Wir können derzeit keine Bestellungen annehmen. Bitte senden Sie Ihre Bestellung in einigen Minuten erneut.',
	},
	refusedBySupplier: {
		en: 'We cannot accept this order.',
		nl: 'We kunnen deze bestelling niet aannemen.',
		fr: 'Nous ne pouvons pas accepter cette commande.',
		de: 'Wir können diese Bestellung nicht annehmen.',
	},
} satisfies Record<string, LocalizedMessage>;

/** What an answer calls something from Apicbase, as far as it can be read. */
export function nameOrder(payload: unknown, externalIdPrefix?: string): AnsweredOrder {
	const id = readLabel(payload, ['id']);
	return {
		externalId: id === null ? null : externalIdOf(id, externalIdPrefix),
		orderNumber: readLabel(payload, ['order_number']),
	};
}

/** What an answer calls an item of a workflow: by the external id it carries, else by its own id. */
export function nameItem(item: unknown): AnsweredOrder {
	const named = nameOrder(item);
	return { ...named, externalId: readLabel(item, ['sync', 'externalId']) ?? named.externalId };
}

/** 200: the order is ours from here on. */
export const accepted = (order: AnsweredOrder, language: Language = 'en'): Answer =>
	answer(200, 'accepted', order, formatForOrder('received', 'orderReceived', order, language));

/** 200: this very order was accepted before, nothing runs again. */
export const alreadyAccepted = (order: AnsweredOrder, language: Language = 'en'): Answer =>
	answer(
		200,
		'already_accepted',
		order,
		formatForOrder('receivedBefore', 'orderReceived', order, language),
	);

/** 422: what the customer can correct, one sentence for each issue. */
export function refused(
	order: AnsweredOrder,
	issues: readonly Reason[],
	{ statusCode = 422, language = 'en' }: AnswerWords = {},
): Answer {
	const sentences = issues.slice(0, sentencesShown).map(({ message }) => message);
	const count = issues.length - sentencesShown;
	if (count > 0) {
		const phrase = count === 1 ? 'onePointNotShown' : 'morePointsNotShown';
		sentences.push(format(refusalPhrases[phrase], { count }, language));
	}
	const opening = formatForOrder('notSent', 'orderNotSent', order, language);
	return answer(statusCode, 'refused', order, [opening, ...sentences].join(' '), issues);
}

/** 403, one and the same body whatever the reason, so that a forger learns nothing. */
export const signatureRefused = (): Answer =>
	refused(
		unknownOrder,
		[{ code: 'signature_not_confirmed', message: 'The sender could not be confirmed.' }],
		{ statusCode: 403 },
	);

/** 400: signed, but nothing that could be an order. */
export const unreadable = (): Answer =>
	refused(
		unknownOrder,
		[{ code: 'body_unreadable', message: 'What was sent is not a JSON object.' }],
		{ statusCode: 400 },
	);

/** 413: larger than any order. */
export const tooLarge = (): Answer =>
	refused(
		unknownOrder,
		[{ code: 'body_too_large', message: 'What was sent is larger than this address takes.' }],
		{ statusCode: 413 },
	);

/** 503: our own fault, or too much to do; the customer may send the same order again. */
export const unavailable = (
	order: AnsweredOrder = unknownOrder,
	language: Language = 'en',
): Answer => refused(order, [unavailableReason(language)], { statusCode: 503, language });

/** Why the same order may be accepted later. */
export const unavailableReason = (language: Language): Reason => ({
	code: 'temporarily_unavailable',
	message: format(refusalPhrases.unavailable, {}, language),
});

/** A sentence with the order's number, or the one for an order without. */
function formatForOrder(
	numbered: keyof typeof refusalPhrases,
	unnumbered: keyof typeof refusalPhrases,
	{ orderNumber }: AnsweredOrder,
	language: Language,
): string {
	return orderNumber === null
		? format(refusalPhrases[unnumbered], {}, language)
		: format(refusalPhrases[numbered], { orderNumber }, language);
}

function answer(
	statusCode: number,
	status: AnswerBody['status'],
	order: AnsweredOrder,
	message: string,
	issues: readonly Reason[] = [],
): Answer {
	return {
		statusCode,
		body: {
			status,
			order_number: order.orderNumber,
			external_id: order.externalId,
			message,
			issues: issues.map(({ code, message: sentence }) => ({ code, message: sentence })),
		},
	};
}
