import { eachItem } from '../eachItem';
import { orderLocator } from '../fields/orderLocator';
import type { Operation } from '../operation';
import { markOptions, markOrder } from './mark';

export const markFetched: Operation = {
	option: {
		name: 'Mark as Fetched',
		value: 'markFetched',
		action: 'Mark an order as fetched',
		description:
			'Note at Apicbase that you have the order; only you see this, and it cannot be undone',
	},
	properties: [orderLocator, markOptions],
	execute: async (context) =>
		await eachItem(
			context,
			async (itemIndex) => await markOrder(context, itemIndex, 'fetched_by_supplier'),
		),
};
