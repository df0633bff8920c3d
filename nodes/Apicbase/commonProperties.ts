import type { INodeProperties } from 'n8n-workflow';

/** The field that names a column of the user's own list. */
export const columnProperty = (
	displayName: string,
	name: string,
	placeholder: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: `e.g. ${placeholder}`,
	description,
});

/** The statuses under which Apicbase lists a supplier's orders: https://developers.apicbase.com/reference/get-supplier-purchase-orders */
export const statusOptions: INodeProperties['options'] = [
	{
		name: 'Delivered',
		value: 'DELIVERED',
		description: 'The customer has registered the delivery',
	},
	{
		name: 'Ordered',
		value: 'ORDERED',
		description: 'The customer has not registered the delivery yet',
	},
];
