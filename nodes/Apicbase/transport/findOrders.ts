import type { ApiProblem } from '../../../core/api/problem';
import { orderList } from '../../../core/api/endpoints';
import {
	isNamed,
	matchesFilters,
	orderQuery,
	type OrderFilters,
	type OrderName,
} from '../../../core/api/orderQuery';
import { readLabel } from '../../../core/json';
import type { ApiContext } from './connection';
import { readEntries, type EntriesReply } from './lists';

/** Reads the orders that are wanted, each once, in the order Apicbase lists them; stops early when `enough` are there. */
export const findOrders = async (
	context: ApiContext,
	filters: OrderFilters,
	{ enough }: { enough?: number } = {},
): Promise<EntriesReply> =>
	await readEntries(
		context,
		{ ...orderList, query: (format) => orderQuery(filters, format), doing: 'read orders' },
		{ limit: enough, matches: (entry) => matchesFilters(entry, filters) },
	);

/** Reads one order; Apicbase has no address for a single one, so the list is read until it turns up, by number to its end. */
export async function findOrder(
	context: ApiContext,
	name: OrderName,
	doing = `read order ${name.value}`,
): Promise<{ ok: true; order: unknown } | { ok: false; problem: ApiProblem }> {
	const query = (): Record<string, string> =>
		name.by === 'number' ? { order_number: name.value } : {};
	const read = await readEntries(
		context,
		{ ...orderList, query, doing },
		{
			limit: name.by === 'id' ? 1 : undefined,
			matches: (entry) => isNamed(entry, name),
		},
	);
	if (!read.ok) return read;
	const found = read.items;
	const [order] = found;
	if (order === undefined) return { ok: false, problem: missingOrder(doing, name) };
	return found.length === 1
		? { ok: true, order }
		: { ok: false, problem: severalOrders(doing, found) };
}

const severalOrders = (doing: string, orders: readonly unknown[]): ApiProblem => ({
	kind: 'conflict',
	message: `Cannot ${doing}. Apicbase lists ${orders.length} orders with this number.`,
	description: `Choose the one you mean by its ID: ${orders.map((order) => readLabel(order, ['id']) ?? 'no ID').join(', ')}.`,
	status: null,
});

function missingOrder(doing: string, { by }: OrderName): ApiProblem {
	return {
		kind: 'not_found',
		message: `Cannot ${doing}. Apicbase lists no order with this ${by === 'id' ? 'ID' : 'number'} for you.`,
		description: 'Check it in Apicbase; an order that the customer has not sent is not listed.',
		status: null,
	};
}
