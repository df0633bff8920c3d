import { eachItem } from '../eachItem';
import { orderLocator } from '../fields/orderLocator';
import type { Operation } from '../operation';
import { markOptions, markOrder } from './mark';

export const markViewed: Operation = {
	option: {
		name: 'Mark as Viewed',
		value: 'markViewed',
		action: 'Mark an order as viewed',
		description: 'Tell the customer that you have seen the order; this cannot be undone',
	},
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
	execute: async (context) =>
		await eachItem(
			context,
			async (itemIndex) => await markOrder(context, itemIndex, 'viewed_by_supplier'),
		),
};
