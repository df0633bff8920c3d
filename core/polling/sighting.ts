import { createHash } from 'node:crypto';
import { parseOrder, type ParsedOrder } from '../order/parseOrder';
import type { PurchaseOrder } from '../order/purchaseOrder';
import { readLabel } from '../json';
import { readOrderedOnMs } from '../order/orderedOn';

type Unread = Extract<ParsedOrder, { ok: false }>;

/** One entry of Apicbase's list, under the key by which it is remembered. */
export interface Sighting {
	key: string;
	/** Milliseconds since 1970, by Apicbase's clock; `null` when the entry does not say. */
	orderedOnMs: number | null;
	entry:
		| { kind: 'order'; order: PurchaseOrder }
		| { kind: 'unreadable'; payload: Record<string, unknown>; issues: Unread['issues'] };
}

export const keyLength = 11;

/** The short form (64 bits) in which an order's id is remembered. */
export const rememberedAs = (id: string): string =>
	createHash('sha256').update(id).digest('base64url').slice(0, keyLength);

/** Takes one entry of the list for an order, or for something that somebody has to look at. */
export function sight(entry: unknown): Sighting {
	const orderedOnMs = readOrderedOnMs(readLabel(entry, ['ordered_on']));
	const parsed = parseOrder(entry);
	if (parsed.ok)
		return {
			key: rememberedAs(parsed.order.id),
			orderedOnMs,
			entry: { kind: 'order', order: parsed.order },
		};
	const isObject = typeof entry === 'object' && entry !== null && !Array.isArray(entry);
	return {
		// With its content, so that the order is handed on when Apicbase sends it whole.
		key: rememberedAs(`unreadable ${JSON.stringify(entry)}`),
		orderedOnMs,
		entry: {
			kind: 'unreadable',
			payload: isObject ? (entry as Record<string, unknown>) : { received: entry },
			issues: parsed.issues,
		},
	};
}

/** Sorts for handing on: oldest first, by id within an instant, and what has no date before all. */
export function oldestFirst(one: Sighting, other: Sighting): number {
	const gap = (one.orderedOnMs ?? 0) - (other.orderedOnMs ?? 0);
	return gap !== 0 ? gap : compareText(idOf(one), idOf(other));
}

const idOf = ({ key, entry }: Sighting): string => (entry.kind === 'order' ? entry.order.id : key);
const compareText = (one: string, other: string): number =>
	one < other ? -1 : one > other ? 1 : 0;
