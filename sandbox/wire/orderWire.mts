import type { Switches } from '../state/switches.mts';
import type { OrderLine, PurchaseOrder } from '../state/purchaseOrder.mts';
import { writeThousandths } from '../values/decimals.mts';
import { writeTimestamp } from '../values/timestamps.mts';

/** The order as it stands in the webhook's body and in the supplier's list. https://developers.apicbase.com/docs/integrated-ordering */
export function orderWire(
	order: PurchaseOrder,
	switches: Pick<Switches, 'timestamps'>,
): Record<string, unknown> {
	const written: Record<string, unknown> = {
		id: order.id,
		order_number: order.orderNumber,
		// The webhook says ORDERED before the supplier has accepted: the schema fixes the value.
		status: order.status === 'IN_PROGRESS' ? 'ORDERED' : order.status,
		ordered_on: writeTimestamp(order.orderedOnMicros, switches),
		owned_by: order.username === null ? null : { username: order.username },
		order_remarks: order.remarks,
		packages: order.lines.map(lineWire),
		expected_delivery_date: order.expectedDeliveryDate,
		theoretical_price: writeThousandths(
			order.lines.reduce((sum, line) => sum + lineTotal(line), 0),
		),
		supplier_customer_number: order.customerNumber,
		...order.overrides,
	};
	for (const field of order.without) delete written[field];
	return written;
}

/** The two marks a supplier can set, which the real list may or may not show. */
export function marksWire(
	order: PurchaseOrder,
	switches: Pick<Switches, 'timestamps'>,
): Record<string, unknown> {
	const at = (micros: number | null) => (micros === null ? null : writeTimestamp(micros, switches));
	return {
		fetched_by_supplier: order.fetchedAtMicros !== null,
		fetched_by_supplier_at: at(order.fetchedAtMicros),
		viewed_by_supplier: order.viewedAtMicros !== null,
		viewed_by_supplier_at: at(order.viewedAtMicros),
	};
}

function lineWire(line: OrderLine): Record<string, unknown> {
	return {
		stock_item: { name: line.name },
		supplier_package: {
			supplier_article_number: line.articleNumber,
			theoretical_price_per_package: writeThousandths(line.priceThousandths),
		},
		quantity_ordered: line.quantity,
		total_theoretical_price: writeThousandths(lineTotal(line)),
	};
}

function lineTotal(line: OrderLine): number {
	return Math.round(line.priceThousandths * line.quantity);
}
