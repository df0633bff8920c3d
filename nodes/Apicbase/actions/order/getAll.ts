import type { IExecuteFunctions } from 'n8n-workflow';
import { readCleanLabel, sortByPlacing, type OrderFilters } from '../../../../core/api/orderQuery';
import type { ApiProblem } from '../../../../core/api/problem';
import { findOrders } from '../../transport/findOrders';
import { emptyExpressionIn } from '../emptyExpression';
import { hintAtChanges, listFields, readLimit } from '../listFields';
import type { ItemOutcome, Operation } from '../operation';
import { readOptions, readSetting, toOrderItem } from './get';
import { filterFields, readFilters } from './orderFilters';

type Sort = 'newest' | 'oldest' | 'listed';

export const getAll: Operation = {
	name: 'Get Many',
	action: 'Get many orders',
	description:
		'List orders, or run a date range or a list of order numbers through the workflow again',
	properties: [
		...listFields,
		{
			displayName: 'Sort',
			name: 'sort',
			type: 'options',
			options: [
				{
					name: 'As Apicbase Lists Them',
					value: 'listed',
					description: 'Fastest: stops reading when the limit is reached',
				},
				{ name: 'Newest First', value: 'newest' },
				{ name: 'Oldest First', value: 'oldest' },
			],
			default: 'newest',
		},
		filterFields,
		readOptions,
	],
	perItem: readOrders,
};

async function readOrders(context: IExecuteFunctions, itemIndex: number): Promise<ItemOutcome> {
	const unfiltered = emptyExpressionIn(context, filterFields, itemIndex, {
		stopsAt: 'all',
		doing: 'read orders',
	});
	if (unfiltered !== undefined) return { ok: false, problem: unfiltered };
	const read = readFilters(context, itemIndex);
	if (!read.ok) return read;
	const { filters } = read;
	const wanted = readLimit(context, itemIndex, 'read orders');
	if (!wanted.ok) return wanted;
	const { limit } = wanted;
	const sort = context.getNodeParameter('sort', itemIndex, 'newest') as Sort;
	// Only an unsorted list can be cut while it is read: nothing is known about Apicbase's own order. And all numbers count.
	const mayStop = sort === 'listed' && filters.orderNumbers.size === 0;
	const found = await findOrders(context, filters, mayStop ? { enough: limit } : {});
	if (!found.ok) return found;
	const missing = missingNumbers(filters, found.items);
	if (missing.length > 0) return { ok: false, problem: notListed(missing) };
	const sorted = sort === 'listed' ? found.items : sortByPlacing(found.items, sort);
	if (!found.isWhole) hintAtChanges(context, 'orders');
	if (sorted.length > limit)
		context.addExecutionHints({
			message: `${limit} of ${sorted.length} orders shown. Switch on 'Return All' or raise 'Limit' for the others.`,
			location: 'outputPane',
		});
	const setting = readSetting(context, itemIndex);
	return { ok: true, items: sorted.slice(0, limit).map((order) => toOrderItem(order, setting)) };
}

function missingNumbers({ orderNumbers }: OrderFilters, orders: readonly unknown[]): string[] {
	const found = new Set(orders.map((order) => readCleanLabel(order, 'order_number')));
	return [...orderNumbers.keys()].filter((number) => !found.has(number));
}

const notListed = (missing: readonly string[]): ApiProblem => ({
	kind: 'not_found',
	message: `Cannot read ${missing.length === 1 ? 'order' : 'orders'} ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ` and ${missing.length - 5} more` : ''}. Apicbase does not list ${missing.length === 1 ? 'it' : 'them'} for you.`,
	description: 'Check the order numbers, and whether another filter leaves these orders out.',
	status: null,
});
