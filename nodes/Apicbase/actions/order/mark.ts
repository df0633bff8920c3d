import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import {
	fitsInPath,
	isMarkTemplate,
	orderList,
	orderMark,
	orderMarkTemplate,
} from '../../../../core/api/endpoints';
import type { ApiProblem } from '../../../../core/api/problem';
import { readField, readLabel } from '../../../../core/json';
import { findOrder } from '../../transport/findOrders';
import { requestJson } from '../../transport/requestJson';
import type { ItemOutcome, Operation } from '../operation';
import { orderLocator, readOrderName } from './orderLocator';

/** Apicbase's page on marking leaves the address open, so both readings of it can be chosen. */
const markOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Path',
			name: 'pathTemplate',
			type: 'string',
			default: orderMarkTemplate,
			description:
				'Where the mark is sent, below the base URL, with a placeholder for the order ID',
		},
		{
			displayName: 'Send ID in Body',
			name: 'sendIdInBody',
			type: 'boolean',
			default: false,
			description:
				'Whether to send the mark to the address of the list, with the ID in the body instead of the path',
		},
	],
};

export const markFetched: Operation = {
	name: 'Mark as Fetched',
	action: 'Mark an order as fetched',
	description:
		'Note at Apicbase that you have the order; only you see this, and it cannot be undone',
	properties: [orderLocator, markOptions],
	perItem: async (context, itemIndex) => await markOrder(context, itemIndex, 'fetched'),
};

export const markViewed: Operation = {
	name: 'Mark as Viewed',
	action: 'Mark an order as viewed',
	description: 'Tell the customer that you have seen the order; this cannot be undone',
	properties: [
		{
			displayName:
				'The customer sees this mark and then expects the delivery as ordered, or to hear from you. It cannot be undone: set it after the order is safely in your system.',
			name: 'markViewedNotice',
			type: 'notice',
			default: '',
		},
		orderLocator,
		markOptions,
	],
	perItem: async (context, itemIndex) => await markOrder(context, itemIndex, 'viewed'),
};

/** Sets a mark on the order that was named; marking twice does no harm. */
async function markOrder(
	context: IExecuteFunctions,
	itemIndex: number,
	word: 'fetched' | 'viewed',
): Promise<ItemOutcome> {
	const mark = `${word}_by_supplier`;
	const read = readOrderName(context, itemIndex, `mark the order as ${word}`);
	if (!read.ok) return read;
	const doing = `mark order ${read.name.value} as ${word}`;
	const options = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const template = String(options.pathTemplate ?? orderMarkTemplate);
	const sendIdInBody = options.sendIdInBody === true;
	if (!sendIdInBody && !isMarkTemplate(template))
		return { ok: false, problem: problemWith(doing, unusablePath) };
	let id = read.name.value;
	if (read.name.by === 'number') {
		const found = await findOrder(context, read.name, doing);
		if (!found.ok) return found;
		id = readLabel(found.order, ['id']) ?? id;
	}
	if (!sendIdInBody && !fitsInPath(id))
		return { ok: false, problem: problemWith(doing, unusableId) };
	const reply = await requestJson(context, {
		method: 'PATCH',
		...(sendIdInBody ? orderList : orderMark(template, id)),
		body: { json: { ...(sendIdInBody && { id }), [mark]: true } },
		doing,
		idempotent: true,
	});
	if (!reply.ok) return reply;
	if (readField(reply.body, [mark]) === false)
		return { ok: false, problem: problemWith(doing, stillUnmarked, reply.status) };
	const isOrder = typeof reply.body === 'object' && !Array.isArray(reply.body);
	return { ok: true, items: [{ ...(isOrder && (reply.body as IDataObject)), id, [mark]: true }] };
}

interface Reason {
	kind: ApiProblem['kind'];
	fact: string;
	nextStep: string;
}

const unusablePath: Reason = {
	kind: 'bad_request',
	fact: "The option 'Path' needs {id} where the order ID goes, and nothing else in braces.",
	nextStep: "Correct 'Path', or switch on 'Send ID in Body'.",
};

const unusableId: Reason = {
	kind: 'bad_request',
	fact: 'Apicbase has no such order ID.',
	nextStep: "Correct the field 'Order'; after an Apicbase trigger the ID is '{{ $json.id }}'.",
};

const stillUnmarked: Reason = {
	kind: 'conflict',
	fact: 'Apicbase took the mark, but answered that the order does not have it.',
	nextStep:
		'Look at the order in Apicbase, then run it again; if it keeps happening, ask Apicbase.',
};

const problemWith = (
	doing: string,
	{ kind, fact, nextStep }: Reason,
	status: number | null = null,
): ApiProblem => ({ kind, message: `Cannot ${doing}. ${fact}`, description: nextStep, status });
