import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { orderList, orderMark, orderMarkTemplate } from '../../../../core/api/endpoints';
import type { OrderName } from '../../../../core/api/orderQuery';
import { readLabel } from '../../../../core/json';
import { findOrder } from '../../transport/findOrders';
import { requestJson } from '../../transport/requestJson';
import type { ItemOutcome } from '../eachItem';
import { readOrderName } from '../fields/orderLocator';
import { noOrderNamed } from './noOrderNamed';

/** Apicbase's page on marking leaves the address open, so both readings of it can be chosen. */
export const markOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
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

export type Mark = 'fetched_by_supplier' | 'viewed_by_supplier';

/** Sets a mark on the order that was named; marking twice does no harm. */
export async function markOrder(
	context: IExecuteFunctions,
	itemIndex: number,
	mark: Mark,
): Promise<ItemOutcome> {
	const word = mark === 'fetched_by_supplier' ? 'fetched' : 'viewed';
	const name = readOrderName(context, itemIndex);
	if (name === undefined) return { ok: false, problem: noOrderNamed(`mark the order as ${word}`) };
	const doing = `mark order ${name.value} as ${word}`;
	const id = await idOf(context, name);
	if (typeof id !== 'string')
		return {
			ok: false,
			problem: {
				...id.problem,
				message: id.problem.message.replace(/^Cannot [^.]+\./, () => `Cannot ${doing}.`),
			},
		};
	const { pathTemplate = orderMarkTemplate, sendIdInBody } = context.getNodeParameter(
		'options',
		itemIndex,
		{},
	) as IDataObject;
	const reply = await requestJson(context, {
		method: 'PATCH',
		...(sendIdInBody === true ? orderList : orderMark(String(pathTemplate), id)),
		body: { json: { ...(sendIdInBody === true && { id }), [mark]: true } },
		doing,
		idempotent: true,
	});
	if (!reply.ok) return reply;
	const order =
		typeof reply.body === 'object' && !Array.isArray(reply.body)
			? (reply.body as IDataObject | null)
			: null;
	return { ok: true, put: [{ ...order, id, [mark]: true }] };
}

async function idOf(
	context: IExecuteFunctions,
	name: OrderName,
): Promise<string | Exclude<Awaited<ReturnType<typeof findOrder>>, { ok: true }>> {
	if (name.by === 'id') return name.value;
	const found = await findOrder(context, name);
	return found.ok ? (readLabel(found.order, ['id']) ?? name.value) : found;
}
