const dayMs = 86_400_000;

/** How Apicbase is asked for orders after a moment; which form it takes is documented nowhere. */
export type FilterFormat = 'dateTime' | 'date';

/**
 * The value of `ordered_on__gt` for orders after this moment (epoch ms). As a date it is the day before: whether a date
 * stands for the beginning or the end of its day is not documented, and what comes too much is known already.
 */
export function orderedAfter(floorMs: number, format: FilterFormat): string {
	const at = new Date(format === 'date' ? floorMs - dayMs : floorMs).toISOString();
	return format === 'date' ? at.slice(0, 10) : at;
}
