import { createHmac } from 'node:crypto';
import type { PurchaseOrder } from '../../core/order/purchaseOrder.ts';

export const secret = 'bench-client-secret';

/** When the orders were placed, epoch ms. */
export const orderedMs = Date.UTC(2026, 10, 20, 6, 15, 30);

/** A signed order as it arrives. */
export interface Delivery {
	body: Buffer;
	signature: string;
}

/** Orders of different hours and quantities, so that nothing is quick for having been seen before. */
export function manyDeliveries(lines: number): Delivery[] {
	return Array.from({ length: 100 }, (_, index) => {
		const body = Buffer.from(JSON.stringify(benchOrder(lines, index)));
		return { body, signature: createHmac('sha256', secret).update(body).digest('hex') };
	});
}

/** An order that every rule looks at and none complains about, as Apicbase would send it. */
export function benchOrder(lineCount: number, variant = 0): PurchaseOrder {
	const packages = Array.from({ length: lineCount }, (_, index) => {
		const quantity = 2 + ((index + variant) % 7) * 2;
		const priceCents = 125 + index * 37;
		return {
			stock_item: { name: `Tomatoes ripe on the vine, tray ${index}` },
			supplier_package: {
				supplier_article_number: `ART-${1000 + index * 97}`,
				theoretical_price_per_package: (priceCents / 100).toFixed(3),
			},
			quantity_ordered: quantity,
			total_theoretical_price: ((priceCents * quantity) / 100).toFixed(3),
		};
	});
	const cents = packages.reduce(
		(sum, line) => sum + Math.round(Number(line.total_theoretical_price) * 100),
		0,
	);
	return {
		id: '390500353590008',
		order_number: '1042',
		status: 'ORDERED',
		ordered_on: new Date(Date.UTC(2026, 10, 20, 6, 15, 30, 123) + variant * 97_000).toISOString(),
		owned_by: { username: 'chef@example.com' },
		order_remarks: null,
		packages,
		expected_delivery_date: '2026-11-24T06:00:00Z',
		theoretical_price: (cents / 100).toFixed(3),
		supplier_customer_number: 'C-42',
	};
}

/** Articles as an ERP would list them; the first ones are those that `benchOrder` orders. */
export function benchArticles(count: number): Array<Record<string, unknown>> {
	return Array.from({ length: count }, (_, index) => ({
		default_code: `ART-${1000 + index * 97}`,
		name: `Tomatoes ripe on the vine, tray ${index}`,
		list_price: (125 + index * 37) / 100,
		minimum_quantity: 2,
		multiple: 2,
		sale_ok: true,
	}));
}
