import * as z from 'zod/v4-mini';

/** One function a field: `nullish` and `union` are two and three schemas inside each other, and an order has hundreds of fields. */
const text = z.optional(
	z.custom<string | null>((value) => typeof value === 'string' || value === null),
);
/** Apicbase sends amounts as decimal strings (https://developers.apicbase.com/docs/integrated-ordering); v1 also sent numbers. */
const amount = z.optional(
	z.custom<string | number | null>(
		(value) => typeof value === 'string' || Number.isFinite(value) || value === null,
	),
);
const notBlank = z.string().check(z.regex(/\S/));

const lineSchema = z.looseObject({
	stock_item: z.nullish(z.looseObject({ name: text })),
	supplier_package: z.nullish(
		z.looseObject({ supplier_article_number: text, theoretical_price_per_package: amount }),
	),
	quantity_ordered: amount,
	total_theoretical_price: amount,
});

/**
 * The supplier's purchase order (https://developers.apicbase.com/docs/integrated-ordering, section 3). It asks only for
 * what makes a thing an order: unknown fields pass, and what a supplier may judge (missing numbers, prices, dates) is left
 * to the rules.
 */
export const purchaseOrderSchema = z.looseObject({
	id: z.union([notBlank, z.int()]),
	order_number: z.union([notBlank, z.int()]),
	status: text,
	ordered_on: text,
	owned_by: z.nullish(z.looseObject({ username: text })),
	order_remarks: text,
	packages: z.array(lineSchema).check(z.minLength(1)),
	expected_delivery_date: text,
	theoretical_price: amount,
	supplier_customer_number: text,
});

export type OrderLine = z.infer<typeof lineSchema>;

export type PurchaseOrder = z.infer<typeof purchaseOrderSchema> & {
	id: string;
	order_number: string;
};
