import type { LineInput, OrderStatus, PurchaseOrder } from '../state/purchaseOrder.mts';
import type { DeliveryRecord, SandboxState } from '../state/sandboxState.mts';
import { writeThousandths } from '../values/decimals.mts';
import { orderWire } from './orderWire.mts';

/** An order as the sandbox's own controls and page show it. */
export interface OrderView {
	id: string;
	orderNumber: string;
	status: OrderStatus;
	customerNumber: string;
	remarks: string | null;
	expectedDeliveryDate: string | null;
	lines: Array<Required<LineInput>>;
	fetched: boolean;
	viewed: boolean;
	/** What webhook and list send. */
	body: Record<string, unknown>;
	lastDelivery: DeliveryRecord | null;
}

export function orderView(state: SandboxState, order: PurchaseOrder): OrderView {
	return {
		id: order.id,
		orderNumber: order.orderNumber,
		status: order.status,
		customerNumber: order.customerNumber,
		remarks: order.remarks,
		expectedDeliveryDate: order.expectedDeliveryDate,
		lines: order.lines.map(({ articleNumber, quantity, name, priceThousandths }) => ({
			articleNumber,
			quantity,
			name,
			price: writeThousandths(priceThousandths),
		})),
		fetched: order.fetchedAtMicros !== null,
		viewed: order.viewedAtMicros !== null,
		body: orderWire(order, state.switches),
		lastDelivery: state.deliveries.findLast(({ orderId }) => orderId === order.id) ?? null,
	};
}
