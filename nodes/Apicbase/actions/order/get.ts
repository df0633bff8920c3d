import { eachItem } from '../eachItem';
import { orderLocator, readOrderName } from '../fields/orderLocator';
import type { Operation } from '../operation';
import { findOrder } from '../../transport/findOrders';
import { noOrderNamed } from './noOrderNamed';
import { putOrder } from './putOrder';

export const get: Operation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get an order',
		description: 'Look up one order by its number or ID',
	},
	properties: [orderLocator],
	execute: async (context) =>
		await eachItem(context, async (itemIndex) => {
			const name = readOrderName(context, itemIndex);
			if (name === undefined) return { ok: false, problem: noOrderNamed('read the order') };
			const found = await findOrder(context, name);
			return found.ok ? { ok: true, put: [putOrder(found.order, Date.now())] } : found;
		}),
};
