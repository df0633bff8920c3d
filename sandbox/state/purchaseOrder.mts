/** `IN_PROGRESS` is the customer's cart, `ORDERED` was sent, `DELIVERED` was at least partly received. */
export const ORDER_STATUSES = ['IN_PROGRESS', 'ORDERED', 'DELIVERED'] as const;
export type OrderStatus = (typeof ORDER_STATUSES)[number];

/** One article in an order. */
export interface OrderLine {
	articleNumber: string;
	name: string;
	priceThousandths: number;
	quantity: number;
}

/** An order as the sandbox keeps it; what goes over the wire is made from it. */
export interface PurchaseOrder {
	id: string;
	orderNumber: string;
	status: OrderStatus;
	/** The customer's latest click on "Place order". */
	orderedOnMicros: number;
	username: string | null;
	customerNumber: string;
	remarks: string | null;
	expectedDeliveryDate: string | null;
	lines: OrderLine[];
	fetchedAtMicros: number | null;
	viewedAtMicros: number | null;
	/** Fields written over the wire form, so that tests can send what Apicbase never documented. */
	overrides: Record<string, unknown>;
	/** Fields left out of the wire form. */
	without: string[];
}

/** One line as the customer picks it; name and price come from the catalogue unless given. */
export interface LineInput {
	articleNumber: string;
	quantity: number;
	name?: string;
	/** A decimal such as `"12.500"`. */
	price?: string;
}

/** What a customer, or a test, may choose about an order. */
export interface OrderInput {
	customerNumber?: string;
	lines?: LineInput[];
	username?: string | null;
	remarks?: string | null;
	expectedDeliveryDate?: string | null;
	/** ISO 8601; by default the moment of the click. */
	orderedOn?: string;
	/** Puts the order there directly, without delivering it to the webhook. */
	status?: OrderStatus;
	overrides?: Record<string, unknown>;
	without?: string[];
}
