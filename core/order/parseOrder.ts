import type { Diagnostic } from '../messages/issue';
import { isNestedDeeperThan } from './nesting';
import { purchaseOrderSchema, type PurchaseOrder } from './purchaseOrder';
import { nestedTooDeeply, structureIssues } from './structure';

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
