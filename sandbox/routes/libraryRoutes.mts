import type { FastifyInstance } from 'fastify';
import type { SandboxContext } from '../sandboxContext.mts';
import { CUSTOMERS } from '../seed/catalogue.mts';
import { ORDER_STATUSES, type PurchaseOrder } from '../state/purchaseOrder.mts';
import type { Switches } from '../state/switches.mts';
import { marksWire } from '../wire/orderWire.mts';
import { writeTimestamp } from '../values/timestamps.mts';
import { listOrders } from './listOrders.mts';

/** The library owner's view of orders, carts included. https://developers.apicbase.com/reference/get-purchase-orders */
export function addLibraryRoutes(api: FastifyInstance, context: SandboxContext): void {
	api.get('/procurement/purchase_orders/', { config: { scope: 'procurement' } }, (request, reply) =>
		listOrders(
			context,
			{
				statuses: ORDER_STATUSES,
				writeItem: (order) => libraryItem(order, context.state.switches),
			},
			request,
			reply,
		),
	);
}

function libraryItem(order: PurchaseOrder, switches: Switches): Record<string, unknown> {
	return {
		id: order.id,
		order_number: order.orderNumber,
		supplier: 'Sandbox Wholesale',
		outlet:
			CUSTOMERS.find(({ customerNumber }) => customerNumber === order.customerNumber)?.name ?? null,
		status: order.status,
		ordered_on:
			order.status === 'IN_PROGRESS' ? null : writeTimestamp(order.orderedOnMicros, switches),
		expected_delivery_date: order.expectedDeliveryDate,
		discount: 0,
		delivery_closed: false,
		invoice_status: 0,
		...marksWire(order, switches),
	};
}
