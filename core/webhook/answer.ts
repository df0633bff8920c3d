import type { Issue } from '../messages/issue';
import { say, type Language } from '../messages/language';
import { readLabel } from '../json';
import { externalIdOf } from '../order/sync';
import { refusalPhrases } from './refusalPhrases';

/** What Apicbase, and through it the customer, reads. */
export interface AnswerBody {
	status: 'accepted' | 'already_accepted' | 'refused';
	order_number: string | null;
	external_id: string | null;
	message: string;
	issues: Array<{ code: string; message: string }>;
}

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

const unknownOrder: AnsweredOrder = { externalId: null, orderNumber: null };
const sentencesShown = 10;

/** What an answer calls something from Apicbase, as far as it can be read. */
export function nameOrder(payload: unknown, externalIdPrefix?: string): AnsweredOrder {
	const id = readLabel(payload, ['id']);
	return {
		externalId: id === null ? null : externalIdOf(id, externalIdPrefix),
		orderNumber: readLabel(payload, ['order_number']),
	};
}

/** 200: the order is ours from here on. */
export const accepted = (order: AnsweredOrder): Answer =>
	answer(200, 'accepted', order, `${sayOrder(order)} was received.`);

/** 200: this very order was accepted before, nothing runs again. */
export const alreadyAccepted = (order: AnsweredOrder): Answer =>
	answer(
		200,
		'already_accepted',
		order,
		`${sayOrder(order)} was received before and is not delivered twice.`,
	);

interface RefusalWords {
	statusCode?: number;
	/** Language of the opening words; the sentences come in it already. */
	language?: Language;
}

/** 422: what the customer can put right, one sentence for each issue. */
export function refused(
	order: AnsweredOrder,
	issues: ReadonlyArray<Pick<Issue, 'code' | 'message'>>,
	{ statusCode = 422, language = 'en' }: RefusalWords = {},
): Answer {
	const sentences = issues.slice(0, sentencesShown).map(({ message }) => message);
	if (issues.length > sentencesShown)
		sentences.push(
			say(refusalPhrases.moreNotShown, { count: issues.length - sentencesShown }, language),
		);
	const { orderNumber } = order;
	const opening =
		orderNumber === null
			? say(refusalPhrases.orderNotSent, {}, language)
			: say(refusalPhrases.notSent, { orderNumber }, language);
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

/** 413: larger than n8n takes. */
export const tooLarge = (): Answer =>
	refused(
		unknownOrder,
		[{ code: 'body_too_large', message: 'What was sent is larger than this address takes.' }],
		{ statusCode: 413 },
	);

/** 503: our own fault; the customer may send the same order again. */
export const unavailable = (order: AnsweredOrder = unknownOrder): Answer =>
	refused(
		order,
		[
			{
				code: 'temporarily_unavailable',
				message: 'The supplier cannot take orders right now. Send it again in a few minutes.',
			},
		],
		{ statusCode: 503 },
	);

const sayOrder = ({ orderNumber }: AnsweredOrder) =>
	orderNumber === null ? 'The order' : `Order ${orderNumber}`;

function answer(
	statusCode: number,
	status: AnswerBody['status'],
	order: AnsweredOrder,
	message: string,
	issues: ReadonlyArray<Pick<Issue, 'code' | 'message'>> = [],
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
