import type { IDataObject } from 'n8n-workflow';
import { parseOrder } from '../../../../core/order/purchaseOrder';
import { withSync } from '../../../../core/order/sync';
import { findOrder } from '../../transport/findOrders';
import type { Operation } from '../operation';
import { orderLocator, readOrderName } from './orderLocator';

export const get: Operation = {
	name: 'Get',
	action: 'Get an order',
	description: 'Look up one order by its number or ID',
	properties: [orderLocator],
	perItem: async (context, itemIndex) => {
		const read = readOrderName(context, itemIndex, 'read the order');
		if (!read.ok) return read;
		const found = await findOrder(context, read.name);
		return found.ok ? { ok: true, items: [toOrderItem(found.order, Date.now())] } : found;
	},
};

/** A listed order as the triggers put it out; what is not an order goes on as it is, for Apicbase Order Validation to judge. */
export function toOrderItem(listed: unknown, nowMs: number): IDataObject {
	const parsed = parseOrder(listed);
	const item: unknown = parsed.ok ? withSync(parsed.order, { source: 'poll', nowMs }) : listed;
	const isObject = typeof item === 'object' && item !== null && !Array.isArray(item);
	return (isObject ? item : { order: item }) as IDataObject;
}
