import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { parseOrder } from '../../../../core/order/purchaseOrder';
import { withSync } from '../../../../core/order/sync';
import { externalIdPrefixOption, readExternalIdPrefix } from '../../externalIdPrefix';
import { findOrder } from '../../transport/findOrders';
import type { Operation } from '../operation';
import { orderLocator, readOrderName } from './orderLocator';

export const readOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [externalIdPrefixOption],
};

export const get: Operation = {
	name: 'Get',
	action: 'Get an order',
	description: 'Look up one order by its number or ID',
	properties: [orderLocator, readOptions],
	perItem: async (context, itemIndex) => {
		const read = readOrderName(context, itemIndex, 'read the order');
		if (!read.ok) return read;
		const found = await findOrder(context, read.name);
		if (!found.ok) return found;
		return { ok: true, items: [toOrderItem(found.order, readSetting(context, itemIndex))] };
	},
};

interface ItemSetting {
	nowMs: number;
	externalIdPrefix: string;
}

export const readSetting = (context: IExecuteFunctions, itemIndex: number): ItemSetting => ({
	nowMs: Date.now(),
	externalIdPrefix: readExternalIdPrefix((name, fallback) =>
		context.getNodeParameter(name, itemIndex, fallback),
	),
});

/** A listed order as the triggers put it out; what is not an order goes on as it is, for Apicbase Order Validation to judge. */
export function toOrderItem(listed: unknown, setting: ItemSetting): IDataObject {
	const parsed = parseOrder(listed);
	const item: unknown = parsed.ok ? withSync(parsed.order, { source: 'poll', ...setting }) : listed;
	const isObject = typeof item === 'object' && item !== null && !Array.isArray(item);
	return (isObject ? item : { order: item }) as IDataObject;
}
