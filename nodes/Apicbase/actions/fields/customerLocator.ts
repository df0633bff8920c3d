import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

export const customerLocator: INodeProperties = {
	displayName: 'Customer',
	name: 'customer',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The customer, by the number you gave them',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchCustomers', searchable: true },
		},
		{ displayName: 'By Number', name: 'number', type: 'string', placeholder: 'e.g. C-42' },
	],
};

export function readCustomerNumber(context: IExecuteFunctions, itemIndex: number): string {
	return String(
		context.getNodeParameter('customer', itemIndex, '', { extractValue: true }) ?? '',
	).trim();
}
