import { mayRefuse, type ApiProblem } from '../../../core/api/problem';
import { orderList } from '../../../core/api/endpoints';
import type { FilterFormat } from '../../../core/api/filterMoment';
import {
	isNamed,
	matchesFilters,
	orderQuery,
	withoutRepeats,
	type OrderFilters,
	type OrderName,
} from '../../../core/api/orderQuery';
import type { ApiContext } from './connection';
import { readPages } from './readPages';

type Found = { ok: true; orders: unknown[] } | { ok: false; problem: ApiProblem };

/** Reads the orders that are wanted, each once, in the order Apicbase lists them; stops early when `enough` are there. */
export async function findOrders(
	context: ApiContext,
	filters: OrderFilters,
	{
		enough = Number.POSITIVE_INFINITY,
		format = 'dateTime',
	}: { enough?: number; format?: FilterFormat } = {},
): Promise<Found> {
	const wanted = Math.min(
		enough,
		filters.orderNumbers.length === 0 ? enough : new Set(filters.orderNumbers).size,
	);
	let orders: unknown[] = [];
	for await (const page of readPages(context, {
		...orderList,
		query: orderQuery(filters, format),
		doing: 'read orders',
	})) {
		if (!page.ok) {
			const retryAsDate =
				format === 'dateTime' &&
				hasMoment(filters) &&
				mayRefuse(page.problem, ['ordered_on__gt', 'ordered_on__lt']);
			return retryAsDate ? await findOrders(context, filters, { enough, format: 'date' }) : page;
		}
		orders = withoutRepeats([
			...orders,
			...page.items.filter((item) => matchesFilters(item, filters)),
		]);
		if (orders.length >= wanted) return { ok: true, orders: orders.slice(0, wanted) };
	}
	return { ok: true, orders };
}

/** Reads one order; Apicbase has no address for a single one, so the list is read until it turns up. */
export async function findOrder(
	context: ApiContext,
	name: OrderName,
): Promise<{ ok: true; order: unknown } | { ok: false; problem: ApiProblem }> {
	const doing = `read order ${name.value}`;
	const query = name.by === 'number' ? { order_number: name.value } : {};
	for await (const page of readPages(context, { ...orderList, query, doing })) {
		if (!page.ok) return page;
		const order = page.items.find((item) => isNamed(item, name));
		if (order !== undefined) return { ok: true, order };
	}
	return { ok: false, problem: missingOrder(doing, name) };
}

function missingOrder(doing: string, { by }: OrderName): ApiProblem {
	return {
		kind: 'not_found',
		message: `Cannot ${doing}. Apicbase lists no order with this ${by === 'id' ? 'ID' : 'number'} for you.`,
		description: 'Check it in Apicbase; an order that the customer has not sent is not listed.',
		status: null,
	};
}

const hasMoment = ({ fromMs, beforeMs }: OrderFilters): boolean =>
	fromMs !== undefined || beforeMs !== undefined;
