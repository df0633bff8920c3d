import type { Diagnostic } from '../messages/issue';
import { checkStructure, nestedTooDeeply } from './structure';

type Text = string | null | undefined;
/** Apicbase sends amounts as decimal strings (https://developers.apicbase.com/docs/integrated-ordering); v1 also sent numbers. */
type WrittenAmount = string | number | null | undefined;
/** The number of an article or a customer: text, or a whole number that JSON carries exactly. */
type Code = string | number | null | undefined;

export type OrderLine = {
	stock_item?: { name?: Text } | null | undefined;
	supplier_package?:
		| { supplier_article_number?: Code; theoretical_price_per_package?: WrittenAmount }
		| null
		| undefined;
	quantity_ordered?: WrittenAmount;
	total_theoretical_price?: WrittenAmount;
};

/**
 * The supplier's purchase order (https://developers.apicbase.com/docs/integrated-ordering, section 3), as far as this
 * package reads it; unknown fields pass. No interface, so that it counts as a record of fields.
 */
export type PurchaseOrder = {
	id: string;
	order_number: string;
	status?: Text;
	ordered_on?: Text;
	owned_by?: { username?: Text } | null | undefined;
	order_remarks?: Text;
	packages: OrderLine[];
	expected_delivery_date?: Text;
	theoretical_price?: WrittenAmount;
	supplier_customer_number?: Code;
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
	const issues = checkStructure(value);
	if (issues.length > 0) return { ok: false, issues };
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
