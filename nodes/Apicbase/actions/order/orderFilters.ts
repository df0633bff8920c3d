import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { OrderFilters } from '../../../../core/api/orderQuery';
import { readList } from '../../../../core/validation/readList';
import { readMoment } from '../../readMoment';
import { statusOptions } from '../../commonProperties';

export const filterFields: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: [
		{
			displayName: 'Customer Number',
			name: 'customerNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. C-42',
		},
		{
			displayName: 'Not Yet Fetched',
			name: 'notFetched',
			type: 'boolean',
			default: true,
			description: 'Whether to return only orders that are not marked as fetched at Apicbase',
		},
		{
			displayName: 'Order Numbers',
			name: 'orderNumbers',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1042, 1043',
			description:
				'Only these orders, with a comma or a new line between them; the run stops when one of them is not there',
		},
		{
			displayName: 'Ordered After',
			name: 'orderedAfter',
			type: 'dateTime',
			default: '',
			description: 'Only orders placed at or after this moment',
		},
		{
			displayName: 'Ordered Before',
			name: 'orderedBefore',
			type: 'dateTime',
			default: '',
			description: 'Only orders placed before this moment',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'multiOptions',
			options: statusOptions,
			default: ['ORDERED'],
		},
	],
};

/** What the user filters by. */
export function readFilters(context: IExecuteFunctions, itemIndex: number): OrderFilters {
	const filters = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
	const fromMs = readMoment(filters.orderedAfter, context.getTimezone());
	const beforeMs = readMoment(filters.orderedBefore, context.getTimezone());
	const customerNumber = String(filters.customerNumber ?? '').trim();
	return {
		statuses: [filters.status ?? []].flat().map((status) => String(status).trim().toUpperCase()),
		notFetched: filters.notFetched === true,
		orderNumbers: [...new Set(readList(filters.orderNumbers) ?? [String(filters.orderNumbers)])],
		...(fromMs !== undefined && { fromMs }),
		...(beforeMs !== undefined && { beforeMs }),
		...(customerNumber !== '' && { customerNumber }),
	};
}
