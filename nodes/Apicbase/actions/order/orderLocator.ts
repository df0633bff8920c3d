import type {
	IExecuteFunctions,
	INodeParameterResourceLocator,
	INodeProperties,
} from 'n8n-workflow';
import type { OrderName } from '../../../../core/api/orderQuery';
import type { ApiProblem } from '../../../../core/api/problem';

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
			typeOptions: {
				searchListMethod: 'searchOrders',
				searchable: true,
				slowLoadNotice: {
					message:
						'Apicbase may take a while to list them. You can enter an order number or ID instead.',
					timeout: 10_000,
				},
			},
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

/** What the user named the order by, or that the field is empty; `doing` is what was to be done with the order. */
export function readOrderName(
	context: IExecuteFunctions,
	itemIndex: number,
	doing: string,
): { ok: true; name: OrderName } | { ok: false; problem: ApiProblem } {
	const { mode, value } = context.getNodeParameter(
		'order',
		itemIndex,
	) as INodeParameterResourceLocator;
	const text = String(value ?? '').trim();
	if (text !== '')
		return { ok: true, name: { by: mode === 'number' ? 'number' : 'id', value: text } };
	return {
		ok: false,
		problem: {
			kind: 'bad_request',
			message: `Cannot ${doing}. The field 'Order' is empty.`,
			description:
				"Choose an order, or enter its number or ID; after an Apicbase trigger the ID is '{{ $json.id }}'.",
			status: null,
		},
	};
}
