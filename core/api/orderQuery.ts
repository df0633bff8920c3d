import { readField, readLabel } from '../json';
import { cleanText } from '../text';
import { dayMs, readOrderedOnMs } from '../timestamp';

/** How Apicbase is asked for orders around a moment; which form it takes is documented nowhere. */
export type FilterFormat = 'dateTime' | 'date';

/** How a person names one order. */
export interface OrderName {
	by: 'id' | 'number';
	value: string;
}

/** Which orders are wanted. */
export interface OrderFilters {
	/** `ORDERED`, `DELIVERED`; none means any. */
	statuses: readonly string[];
	/** Placed at or after, epoch ms. */
	fromMs?: number;
	/** Placed before, epoch ms. */
	beforeMs?: number;
	/** Not yet marked as fetched at Apicbase. */
	notFetched: boolean;
	/** As people see them, and as they were entered, which is what Apicbase is asked for; none means any. */
	orderNumbers: ReadonlyMap<string, string>;
	/** As people see it. */
	customerNumber?: string;
}

/**
 * What to ask Apicbase for: at least the orders wanted, perhaps a few more, because its filters' precision is not
 * documented (https://developers.apicbase.com/reference/get-supplier-purchase-orders); `matchesFilters` decides.
 */
export function orderQuery(filters: OrderFilters, format: FilterFormat): Record<string, string> {
	const { statuses, fromMs, beforeMs, notFetched, orderNumbers } = filters;
	const [asked] = orderNumbers.values();
	return {
		...(statuses.length === 1 && { status: String(statuses[0]) }),
		...(fromMs !== undefined && { ordered_on__gt: orderedAfter(fromMs - 1, format) }),
		...(beforeMs !== undefined && { ordered_on__lt: orderedBefore(beforeMs + 1, format) }),
		...(notFetched && { fetched_by_supplier: 'false' }),
		...(asked !== undefined && orderNumbers.size === 1 && { order_number: asked }),
	};
}

/** Whether an entry of the list is wanted; a missing field passes every filter except orderNumbers and customerNumber. */
export function matchesFilters(item: unknown, filters: OrderFilters): boolean {
	const { statuses, fromMs, beforeMs, notFetched, orderNumbers, customerNumber } = filters;
	const status = readLabel(item, ['status']);
	const placedMs = readOrderedOnMs(readLabel(item, ['ordered_on']));
	if (statuses.length > 0 && status !== null && !statuses.includes(status)) return false;
	if (fromMs !== undefined && placedMs !== null && placedMs < fromMs) return false;
	if (beforeMs !== undefined && placedMs !== null && placedMs >= beforeMs) return false;
	if (notFetched && readField(item, ['fetched_by_supplier']) === true) return false;
	if (
		customerNumber !== undefined &&
		readCleanLabel(item, 'supplier_customer_number') !== customerNumber
	)
		return false;
	return orderNumbers.size === 0 || orderNumbers.has(readCleanLabel(item, 'order_number') ?? '');
}

/** A number as people see it: blanks and characters that nobody sees differ between Apicbase and what was entered. */
export function readCleanLabel(item: unknown, field: string): string | null {
	const label = readLabel(item, [field]);
	return label === null ? null : cleanText(label);
}

/** Whether this entry of the list is the order that was named. */
export const isNamed = (item: unknown, { by, value }: OrderName): boolean =>
	readCleanLabel(item, by === 'id' ? 'id' : 'order_number') === cleanText(value);

/** Orders by when they were placed, then by id; one that does not say when counts as the oldest. */
export function sortByPlacing(
	items: readonly unknown[],
	direction: 'newest' | 'oldest',
): unknown[] {
	const placed = items.map((item) => ({
		item,
		ms: readOrderedOnMs(readLabel(item, ['ordered_on'])) ?? 0,
		id: readLabel(item, ['id']) ?? '',
	}));
	placed.sort(
		(one, other) => one.ms - other.ms || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0),
	);
	if (direction === 'newest') placed.reverse();
	return placed.map(({ item }) => item);
}

/**
 * The value of `ordered_on__gt` for orders placed after this moment (epoch ms). As a date it is the day before: whether a
 * date stands for the beginning or the end of its day is not documented, and the reader drops what is too early.
 */
export const orderedAfter = (momentMs: number, format: FilterFormat): string =>
	format === 'date' ? dayOf(momentMs - dayMs) : new Date(momentMs).toISOString();

/** The value of `ordered_on__lt` for orders placed before this moment (epoch ms); as a date it is the day after. */
export const orderedBefore = (momentMs: number, format: FilterFormat): string =>
	format === 'date' ? dayOf(momentMs + dayMs) : new Date(momentMs).toISOString();

const dayOf = (momentMs: number) => new Date(momentMs).toISOString().slice(0, 'YYYY-MM-DD'.length);
