import type { FastifyInstance, FastifyReply } from 'fastify';
import type { SandboxContext } from '../sandboxContext.mts';
import { nowMicros } from '../state/changeOrders.mts';
import type { PurchaseOrder } from '../state/purchaseOrder.mts';
import { refusalBody } from '../wire/refusalBody.mts';
import { marksWire, orderWire } from '../wire/orderWire.mts';
import { SUPPLIER_SCOPE } from '../oauth/scopes.mts';
import { listOrders, type OrderList } from './listOrders.mts';

const COLLECTION = '/integrations/suppliers/purchase_orders/';
const MARKS = {
	fetched_by_supplier: 'fetchedAtMicros',
	viewed_by_supplier: 'viewedAtMicros',
} as const;

/** The supplier's view of orders: list and mark. https://developers.apicbase.com/reference/get-supplier-purchase-orders */
export function addSupplierOrderRoutes(api: FastifyInstance, context: SandboxContext): void {
	const config = { scope: SUPPLIER_SCOPE };
	api.get(COLLECTION, { config }, (request, reply) =>
		listOrders(context, supplierList(context), request, reply),
	);
	api.patch<{ Params: { id: string } }>(`${COLLECTION}:id`, { config }, (request, reply) =>
		markOrder(context, request.params.id, request.body, reply),
	);
	api.patch(COLLECTION, { config }, (request, reply) => {
		if (!context.state.switches.markByCollection)
			return reply.code(405).send({ detail: 'Method "PATCH" not allowed.' });
		const fields = asFields(request.body);
		if (typeof fields.id !== 'string')
			return reply
				.code(400)
				.send(refusalBody({ id: ['This field is required.'] }, context.state.switches));
		return markOrder(context, fields.id, fields, reply);
	});
}

function supplierList(context: SandboxContext): OrderList {
	const { switches } = context.state;
	return {
		statuses: ['ORDERED', 'DELIVERED'],
		writeItem: (order) => ({
			...orderWire(order, switches),
			...(switches.marksInItems && marksWire(order, switches)),
		}),
		onRead: (orders) => {
			if (!switches.markFetchedOnRead) return;
			for (const order of orders) order.fetchedAtMicros ??= nowMicros(context.clock(), 0);
		},
	};
}

/** Both marks go one way. https://developers.apicbase.com/reference/mark-purchase-order-as-fetched-or-viewed-1 */
function markOrder(
	context: SandboxContext,
	orderId: string,
	body: unknown,
	reply: FastifyReply,
): FastifyReply {
	const order = context.state.orders.get(orderId);
	if (order === undefined || order.status === 'IN_PROGRESS')
		return reply.code(404).send({ detail: 'Not found.' });
	const fields = asFields(body);
	const refused = refusedMarks(context, order, fields);
	if (Object.keys(refused).length > 0)
		return reply.code(400).send(refusalBody(refused, context.state.switches));
	for (const [field, property] of Object.entries(MARKS)) {
		if (fields[field] === true) order[property] ??= nowMicros(context.clock(), 0);
	}
	const { switches } = context.state;
	if (switches.markAnswer === 'empty') return reply.code(204).send();
	return reply.send({ ...orderWire(order, switches), ...marksWire(order, switches) });
}

function refusedMarks(
	context: SandboxContext,
	order: PurchaseOrder,
	fields: Record<string, unknown>,
): Record<string, string[]> {
	const refused: Record<string, string[]> = {};
	for (const [field, property] of Object.entries(MARKS)) {
		const value = fields[field];
		if (value === undefined) continue;
		if (typeof value !== 'boolean') refused[field] = ['Must be a valid boolean.'];
		else if (!value && order[property] !== null && context.state.switches.unmarking === 'refuse') {
			refused[field] = ['Cannot be set back to false.'];
		}
	}
	return refused;
}

function asFields(body: unknown): Record<string, unknown> {
	return typeof body === 'object' && body !== null ? { ...body } : {};
}
