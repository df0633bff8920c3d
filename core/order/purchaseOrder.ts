import * as z from 'zod/v4-mini';
import type { Diagnostic } from '../messages/issue';
import { cleanText } from '../text';
import { nestedTooDeeply, structureIssues } from './structure';

/** One function a field: `nullish` and `union` are two and three schemas inside each other, and an order has hundreds of fields. */
const field = <Value extends string | number>(isValue: (value: unknown) => boolean) =>
	z.custom<Value | null | undefined>(
		(value) => value === undefined || value === null || isValue(value),
	);
const isText = (value: unknown) => typeof value === 'string';

const text = field<string>(isText);
/** Apicbase sends amounts as decimal strings (https://developers.apicbase.com/docs/integrated-ordering); v1 also sent numbers. */
const amount = field<string | number>((value) => isText(value) || Number.isFinite(value));
/** The number of an article or a customer: text, or a whole number that JSON carries exactly. */
const code = field<string | number>(
	(value) => isText(value) || (Number.isSafeInteger(value) && Number(value) >= 0),
);
const notBlank = z.string().check(z.refine((value) => cleanText(value) !== ''));

const lineSchema = z.object({
	stock_item: z.nullish(z.object({ name: text })),
	supplier_package: z.nullish(
		z.object({ supplier_article_number: code, theoretical_price_per_package: amount }),
	),
	quantity_ordered: amount,
	total_theoretical_price: amount,
});

/**
 * The supplier's purchase order (https://developers.apicbase.com/docs/integrated-ordering, section 3). It asks only for
 * what makes a thing an order: unknown fields pass, and what a supplier may judge (missing numbers, prices, dates) is left
 * to the rules. Only the answer is used, not zod's copy, so that unknown fields need not be copied.
 */
export const purchaseOrderSchema = z.object({
	id: z.union([notBlank, z.int()]),
	order_number: z.union([notBlank, z.int()]),
	status: text,
	ordered_on: text,
	owned_by: z.nullish(z.object({ username: text })),
	order_remarks: text,
	packages: z.array(lineSchema).check(z.minLength(1)),
	expected_delivery_date: text,
	theoretical_price: amount,
	supplier_customer_number: code,
});

export type OrderLine = z.infer<typeof lineSchema>;

export type PurchaseOrder = z.infer<typeof purchaseOrderSchema> & {
	id: string;
	order_number: string;
};

/** An order, or everything that keeps the value from being one. */
export type ParsedOrder = { ok: true; order: PurchaseOrder } | { ok: false; issues: Diagnostic[] };

/** An order is four levels deep; the rest is room for fields that Apicbase may add. */
export const deepestNesting = 64;

/** Accepts a value as an order, every field kept as it came but ids, which become text; otherwise says in sentences what is missing. */
export function parseOrder(value: unknown): ParsedOrder {
	if (typeof value === 'object' && value !== null && isNestedDeeperThan(deepestNesting, value)) {
		return { ok: false, issues: [nestedTooDeeply(deepestNesting)] };
	}
	const parsed = purchaseOrderSchema.safeParse(value);
	if (!parsed.success) return { ok: false, issues: structureIssues(value, parsed.error.issues) };
	// The value itself, not zod's copy of it: what goes on is what Apicbase sent.
	const sent = value as PurchaseOrder;
	if (typeof sent.id === 'string' && typeof sent.order_number === 'string')
		return { ok: true, order: sent };
	return {
		ok: true,
		order: { ...sent, id: String(sent.id), order_number: String(sent.order_number) },
	};
}

/**
 * Whether objects and arrays are nested more than this many levels deep. Far deeper than any order, they would exhaust
 * the stack of the next function that visits them, `JSON.stringify` included.
 */
export function isNestedDeeperThan(levels: number, value: object): boolean {
	if (levels === 0) return true;
	if (Array.isArray(value)) return value.some((entry) => isDeeper(levels, entry));
	// `for in` and no list of values: every order passes here, and this is several times as fast.
	for (const key in value) {
		if (isDeeper(levels, (value as Record<string, unknown>)[key])) return true;
	}
	return false;
}

const isDeeper = (levels: number, field: unknown): boolean =>
	typeof field === 'object' && field !== null && isNestedDeeperThan(levels - 1, field);
