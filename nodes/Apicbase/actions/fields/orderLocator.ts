import type {
	IExecuteFunctions,
	INodeParameterResourceLocator,
	INodeProperties,
} from 'n8n-workflow';
import type { OrderName } from '../../../../core/api/orderQuery';

export const orderLocator: INodeProperties = {
	displayName: 'Order',
	name: 'order',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The order, by the number the customer sees or by its ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchOrders', searchable: true },
		},
		{ displayName: 'By Order Number', name: 'number', type: 'string', placeholder: 'e.g. 1042' },
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 390500353590008',
			hint: 'After an Apicbase trigger: {{ $json.id }}',
		},
	],
};

/** What the user named the order by; `undefined` when nothing was entered. */
export function readOrderName(
	context: IExecuteFunctions,
	itemIndex: number,
): OrderName | undefined {
	const { mode, value } = context.getNodeParameter(
		'order',
		itemIndex,
	) as INodeParameterResourceLocator;
	const text = String(value ?? '').trim();
	if (text === '') return undefined;
	return mode === 'number' ? { by: 'number', value: text } : { by: 'id', value: text };
}
