import type { OrderLine, PurchaseOrder } from '../core/order/purchaseOrder.ts';

interface LineChanges {
	articleNumber?: unknown;
	name?: unknown;
	price?: unknown;
	quantity?: unknown;
	total?: unknown;
}

/** A line of an order that nothing is wrong with, but for what a test overrides. */
export function aLine({
	articleNumber = 'ABC-123',
	name = 'Tomatoes',
	price = '2.500',
	quantity = 4,
	total = '10.000',
}: LineChanges = {}): OrderLine {
	return {
		stock_item: { name },
		supplier_package: {
			supplier_article_number: articleNumber,
			theoretical_price_per_package: price,
		},
		quantity_ordered: quantity,
		total_theoretical_price: total,
	} as OrderLine;
}

/** An order that nothing is wrong with, but for what a test overrides. */
export function anOrder(changes: Record<string, unknown> = {}): PurchaseOrder {
	return {
		id: '390500353590008',
		order_number: '1042',
		status: 'ORDERED',
		ordered_on: '2026-11-20T06:15:30.123456Z',
		owned_by: { username: 'chef@example.com' },
		order_remarks: null,
		packages: [aLine()],
		expected_delivery_date: '2026-11-23T06:00:00Z',
		theoretical_price: '10.000',
		supplier_customer_number: 'C-42',
		...changes,
	};
}
