import { readField, readLabel } from '../json';
import {
	deepestNesting,
	isNestedDeeperThan,
	parseOrder,
	type ParsedOrder,
	type PurchaseOrder,
} from '../order/purchaseOrder';
import { earliestOrderMs, latestOrderMs, readOrderedOnMs } from '../timestamp';
import { keyOf } from './seenIds';

type Unread = Extract<ParsedOrder, { ok: false }>;

/** One entry of Apicbase's list, under the key by which it is remembered. */
export interface ListedOrder {
	key: string;
	/** `null` for an entry that gives none. */
	id: string | null;
	orderNumber: string;
	/** Epoch ms by Apicbase's clock; `null` when the entry gives no date that an order can have. */
	orderedOnMs: number | null;
	status: string | null;
	/** Whether it is marked as fetched; `undefined` when the entry does not say. */
	isFetched: boolean | undefined;
	entry:
		| { kind: 'order'; order: PurchaseOrder }
		| { kind: 'unreadable'; payload: Record<string, unknown>; issues: Unread['issues'] };
}

const longestLabel = 80;
const longestId = 200;

/** Takes one entry of the list for an order, or for something that somebody has to look at. */
export function parseListedOrder(entry: unknown): ListedOrder {
	const parsed = parseOrder(entry);
	const label = (name: string) => readLabel(entry, [name])?.slice(0, longestLabel);
	const orderedOnMs = readOrderedOnMs(readLabel(entry, ['ordered_on'])) ?? Number.NaN;
	const fetched = readField(entry, ['fetched_by_supplier']);
	const common = {
		orderNumber: label('order_number') ?? '',
		orderedOnMs: orderedOnMs >= earliestOrderMs && orderedOnMs < latestOrderMs ? orderedOnMs : null,
		status: label('status')?.toUpperCase() ?? null,
		isFetched: typeof fetched === 'boolean' ? fetched : undefined,
	};
	if (parsed.ok) {
		const { id } = parsed.order;
		return {
			key: keyOf(id),
			id: id.slice(0, longestId),
			...common,
			entry: { kind: 'order', order: parsed.order },
		};
	}
	const payload = printable(entry);
	return {
		// Another key than the order's, so that the order is dispatched when Apicbase sends it whole.
		key: keyOf(`unreadable ${nameOf(entry) ?? JSON.stringify(payload)}`),
		id: readLabel(entry, ['id'])?.slice(0, longestId) ?? null,
		...common,
		entry: { kind: 'unreadable', payload, issues: parsed.issues },
	};
}

/** What stays the same when the entry's status or mark changes; `null` when it gives neither an id nor a number. */
function nameOf(entry: unknown): string | null {
	const number = readLabel(entry, ['order_number']);
	return readLabel(entry, ['id']) ?? (number === null ? null : `number ${number}`);
}

/** What can be put into an item; an entry that is nested too deeply would exhaust the stack of whatever walks over it. */
function printable(entry: unknown): Record<string, unknown> {
	if (typeof entry !== 'object' || entry === null) return { received: entry };
	if (isNestedDeeperThan(deepestNesting, entry))
		return { id: readLabel(entry, ['id']), order_number: readLabel(entry, ['order_number']) };
	return Array.isArray(entry) ? { received: entry } : (entry as Record<string, unknown>);
}

/** Oldest first, by id within an instant, and what has no date before all. */
export function oldestFirst(
	one: Pick<ListedOrder, 'orderedOnMs' | 'id'>,
	other: Pick<ListedOrder, 'orderedOnMs' | 'id'>,
): number {
	const gap = (one.orderedOnMs ?? 0) - (other.orderedOnMs ?? 0);
	if (gap !== 0) return gap;
	const [first, second] = [one.id ?? '', other.id ?? ''];
	return first < second ? -1 : first > second ? 1 : 0;
}
