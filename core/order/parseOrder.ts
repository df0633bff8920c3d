import type { Issue } from './issue';
import { purchaseOrderSchema, type PurchaseOrder } from './purchaseOrder';
import { structureIssues } from './structureIssues';

export type ParsedOrder = { ok: true; order: PurchaseOrder } | { ok: false; issues: Issue[] };

/** Accepts a value as an order, every field kept as it came but ids, which become text; otherwise says in sentences what is missing. */
export function parseOrder(value: unknown): ParsedOrder {
	const parsed = purchaseOrderSchema.safeParse(value);
	if (!parsed.success) return { ok: false, issues: structureIssues(value, parsed.error.issues) };
	// The value itself, not zod's copy of it: what goes on is what Apicbase sent.
	const sent = value as PurchaseOrder;
	if (typeof sent.id === 'string' && typeof sent.order_number === 'string') return { ok: true, order: sent };
	return { ok: true, order: { ...sent, id: String(sent.id), order_number: String(sent.order_number) } };
}
