import type { PurchaseOrder } from '../state/purchaseOrder.mts';
import type { Switches } from '../state/switches.mts';
import { MICROS_PER_DAY, readDate, readTimestamp } from '../values/timestamps.mts';

/** Messages by field, as Django REST Framework answers 400. */
export type FieldMessages = Record<string, string[]>;

export type FilterReading =
	{ ok: true; matches: (order: PurchaseOrder) => boolean } | { ok: false; fields: FieldMessages };

type Query = Record<string, string>;
type Test = (order: PurchaseOrder) => boolean;

/** Reads the list's filters; names it does not know are ignored, as Django does. */
export function readOrderFilters(
	query: Query,
	statuses: readonly string[],
	switches: Switches,
): FilterReading {
	const fields: FieldMessages = {};
	const tests: Test[] = [];
	const readers: Record<string, (value: string) => Test | string> = {
		status: (value) => readStatuses([value], statuses),
		status__in: (value) => readStatuses(value.split(','), statuses),
		order_number: (value) => (order) => order.orderNumber === value,
		ordered_on__gt: (value) => readBound(value, switches, afterBound),
		ordered_on__lt: (value) =>
			readBound(value, switches, (micros) => (order) => order.orderedOnMicros < micros),
		[switches.fetchedFilterName]: readFetched,
	};
	for (const [name, value] of Object.entries(query)) {
		const read = value === '' ? undefined : readers[name];
		const outcome = read?.(value);
		if (typeof outcome === 'string') fields[name] = [outcome];
		else if (outcome !== undefined) tests.push(outcome);
	}
	if (Object.keys(fields).length > 0) return { ok: false, fields };
	return { ok: true, matches: (order) => tests.every((test) => test(order)) };
}

function readStatuses(values: string[], known: readonly string[]): Test | string {
	const unknown = values.find((value) => !known.includes(value));
	if (unknown !== undefined)
		return `Select a valid choice. ${unknown} is not one of the available choices.`;
	return (order) => values.includes(order.status);
}

function readFetched(value: string): Test | string {
	if (!/^(true|false)$/i.test(value)) return 'Must be a valid boolean.';
	const fetched = value.toLowerCase() === 'true';
	return (order) => (order.fetchedAtMicros !== null) === fetched;
}

function readBound(
	value: string,
	switches: Switches,
	test: (micros: number, isDate: boolean, switches: Switches) => Test,
): Test | string {
	const day = switches.filterFormat === 'dateTime' ? undefined : readDate(value);
	const instant = switches.filterFormat === 'date' ? undefined : readTimestamp(value);
	const micros = day ?? instant;
	if (micros === undefined)
		return switches.filterFormat === 'date' ? 'Enter a valid date.' : 'Enter a valid date/time.';
	return test(micros, day !== undefined, switches);
}

function afterBound(micros: number, isDate: boolean, switches: Switches): Test {
	const inclusive = switches.orderedOnGt === 'inclusive';
	if (!isDate || switches.dateFilterBoundary === 'startOfDay') {
		return ({ orderedOnMicros }) =>
			orderedOnMicros > micros || (inclusive && orderedOnMicros === micros);
	}
	const from = inclusive ? micros : micros + MICROS_PER_DAY;
	return ({ orderedOnMicros }) => orderedOnMicros >= from;
}
