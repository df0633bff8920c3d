import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SandboxContext } from '../sandboxContext.mts';
import type { PurchaseOrder } from '../state/purchaseOrder.mts';
import { readOrderFilters } from '../wire/orderFilters.mts';
import { pageEnvelope } from '../wire/pageEnvelope.mts';
import { refusalBody } from '../wire/refusalBody.mts';
import { queryOf, urlOf } from './requestGate.mts';

/** Which orders a list shows, and as what. */
export interface OrderList {
	statuses: readonly string[];
	writeItem: (order: PurchaseOrder) => Record<string, unknown>;
	onRead?: (orders: PurchaseOrder[]) => void;
}

/** Answers one page of the orders that pass the request's filters. */
export function listOrders(
	context: SandboxContext,
	list: OrderList,
	request: FastifyRequest,
	reply: FastifyReply,
): FastifyReply {
	const { orders, switches } = context.state;
	const filters = readOrderFilters(queryOf(request), list.statuses, switches);
	if (!filters.ok) return reply.code(400).send(refusalBody(filters.fields, switches));
	const shown = [...orders.values()].filter(
		(order) => list.statuses.includes(order.status) && filters.matches(order),
	);
	const paging = pageEnvelope(sortOrders(shown, switches.ordering), urlOf(request), switches);
	if (!paging.ok) return reply.code(paging.status).send(paging.body);
	const answer = { ...paging.page, results: paging.page.results.map(list.writeItem) };
	list.onRead?.(paging.page.results);
	return reply.send(answer);
}

/** Orders placed at the same instant stand by id, so that pages do not overlap by chance. */
function sortOrders(
	orders: PurchaseOrder[],
	ordering: 'newestFirst' | 'oldestFirst',
): PurchaseOrder[] {
	const direction = ordering === 'oldestFirst' ? 1 : -1;
	return orders.sort(
		(one, other) =>
			direction * (one.orderedOnMicros - other.orderedOnMicros || one.id.localeCompare(other.id)),
	);
}
