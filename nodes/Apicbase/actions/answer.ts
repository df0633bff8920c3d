import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';
import { readLabel } from '../../../core/json';
import { languageOf, reasonsFor, type AnswerWith } from '../../../core/webhook/reasons';
import { accepted, nameItem, refused, type Answer } from '../../../core/webhook/response';
import { isSenderGone } from '../trigger/deliveries';
import type { Operation } from './operation';

const notice: INodeProperties = {
	displayName:
		"The customer sees this answer when the workflow starts with an Apicbase Trigger that answers <b>By an Apicbase 'Answer' Step</b>.",
	name: 'answerNotice',
	type: 'notice',
	default: '',
};

export const accept: Operation = {
	name: 'Accept',
	action: 'Accept an order',
	description: 'Tell the customer that the order was sent; this cannot be taken back',
	properties: [notice],
	allItems: async (context) =>
		sendAnswer(context, (order) => accepted(nameItem(order), languageOf(order))),
};

export const refuse: Operation = {
	name: 'Refuse',
	action: 'Refuse an order',
	description:
		'Tell the customer why the order was not sent, so that they can change it and send it again',
	properties: [
		notice,
		{
			displayName: 'Answer With',
			name: 'answerWith',
			type: 'options',
			options: [
				{
					name: 'The Order Must Be Changed',
					value: 'change',
					description: 'Status 422: the customer has to correct the order',
				},
				{
					name: 'Try Again Later',
					value: 'later',
					description:
						'Status 503: the same order can be accepted later, for example when the ERP is down',
				},
			],
			default: 'change',
			description: 'What the customer has to do',
		},
		{
			displayName: 'Reasons',
			name: 'reasons',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Line 2, Tomatoes, cannot be delivered on Sunday.',
			description:
				"What the customer reads, one sentence per line, or a list from an expression. A code such as order_cancelled_by_supplier stands for its sentence in the customer's language. Leave empty to use what Apicbase Order Validation found, in the customer's language; with 'Try Again Later', to ask the customer to send the order again in a few minutes.",
		},
	],
	allItems: async (context) =>
		sendAnswer(context, (order) => {
			const answerWith = readAnswerWith(context);
			const reasons = reasonsFor(order, context.getNodeParameter('reasons', 0, ''), answerWith);
			return refused(nameItem(order), reasons, {
				statusCode: answerWith === 'later' ? 503 : 422,
				language: languageOf(order),
			});
		}),
};

/** A wrong guess would ask the customer to change an order that is right, or to send a wrong one again. */
function readAnswerWith(context: IExecuteFunctions): AnswerWith {
	const chosen: unknown = context.getNodeParameter('answerWith', 0, 'change');
	if (chosen === 'change' || chosen === 'later') return chosen;
	throw new NodeOperationError(
		context.getNode(),
		"Cannot refuse the order. 'Answer With' is neither change nor later.",
		{ description: 'Correct the expression, so that it gives one of the two.' },
	);
}

/** Answers the waiting customer about the first order, and hands every order on as it came. */
function sendAnswer(
	context: IExecuteFunctions,
	answerFor: (order: IDataObject) => Answer,
): INodeExecutionData[][] {
	const items = context.getInputData();
	const order = items[0]?.json ?? {};
	const { statusCode, body } = answerFor(order);
	const unheard = whyNobodyWaits(order);
	if (unheard !== undefined) {
		context.logger.warn(`Apicbase: ${unheard}`);
		context.addExecutionHints({ message: unheard, type: 'warning', location: 'outputPane' });
	}
	const response: IN8nHttpFullResponse = {
		statusCode,
		headers: { 'content-type': 'application/json; charset=utf-8' },
		body: body as unknown as IDataObject,
	};
	context.sendResponse(response);
	return [items.map((item, index) => ({ ...item, pairedItem: { item: index } }))];
}

/** Why this answer reaches no customer, as far as this process can know; `undefined` when one may be waiting. */
function whyNobodyWaits(order: IDataObject): string | undefined {
	const { orderNumber } = nameItem(order);
	const name = orderNumber === null ? 'the order' : `order ${orderNumber}`;
	if (readLabel(order, ['sync', 'source']) === 'poll')
		return `Nobody waits for an answer about ${name}: it was found by polling. Write to the customer instead.`;
	const externalId = readLabel(order, ['sync', 'externalId']);
	const receivedAt = readLabel(order, ['sync', 'receivedAt']);
	if (externalId === null || receivedAt === null || !isSenderGone({ externalId, receivedAt }))
		return undefined;
	return `The customer is no longer waiting for an answer about ${name}: it was answered before, or took too long. What they saw is not this answer.`;
}
