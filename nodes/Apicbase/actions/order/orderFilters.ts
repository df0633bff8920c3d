import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { OrderFilters } from '../../../../core/api/orderQuery';
import type { ApiProblem } from '../../../../core/api/problem';
import { orderStatuses } from '../../../../core/polling/state';
import { cleanText } from '../../../../core/text';
import { readList, splitList } from '../../../../core/validation/readList';
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

/** What the user filters by, or the filter that cannot be used: taken for nothing, it would mean other orders. */
export function readFilters(
	context: IExecuteFunctions,
	itemIndex: number,
): { ok: true; filters: OrderFilters } | { ok: false; problem: ApiProblem } {
	const entered = context.getNodeParameter('filters', itemIndex, {}) as IDataObject;
	const statuses = readList(entered.status)?.map((status) => status.toUpperCase());
	if (!statuses?.every((status) => orderStatuses.includes(status)))
		return unusable(
			"'Status' has something other than ORDERED and DELIVERED.",
			"Choose one or both in 'Status', or remove the filter.",
		);
	const notFetched = String(entered.notFetched ?? '')
		.trim()
		.toLowerCase();
	if (!['true', 'false', ''].includes(notFetched))
		return unusable(
			"'Not Yet Fetched' is neither true nor false.",
			"Correct 'Not Yet Fetched', or remove the filter.",
		);
	const typed = splitList(entered.orderNumbers);
	if (typed === undefined)
		return unusable(
			"'Order Numbers' has something that is neither a text nor a number.",
			'Enter order numbers with a comma or a new line between them.',
		);
	const customerNumbers = readList([entered.customerNumber]);
	if (customerNumbers === undefined || customerNumbers.length > 1)
		return unusable("'Customer Number' is not one number.", 'Enter one, such as C-42.');
	const [customerNumber] = customerNumbers;
	const fromMs = readMoment(entered.orderedAfter, context.getTimezone());
	const beforeMs = readMoment(entered.orderedBefore, context.getTimezone());
	if (Number.isNaN(fromMs) || Number.isNaN(beforeMs))
		return unusable(
			"'Ordered After' or 'Ordered Before' is not a date.",
			'Enter a date such as 2026-11-20 or 2026-11-20T06:00:00Z.',
		);
	const filters = {
		statuses,
		notFetched: notFetched === 'true',
		orderNumbers: new Map(typed.map((number) => [cleanText(number), number])),
		...(fromMs !== undefined && { fromMs }),
		...(beforeMs !== undefined && { beforeMs }),
		...(customerNumber !== undefined && { customerNumber }),
	};
	return { ok: true, filters };
}

const unusable = (fact: string, description: string): { ok: false; problem: ApiProblem } => ({
	ok: false,
	problem: {
		kind: 'bad_request',
		message: `Cannot read orders. ${fact}`,
		description,
		status: null,
	},
});
