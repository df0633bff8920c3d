/** How Apicbase is asked for orders around a moment; which form it takes is documented nowhere. */
export type FilterFormat = 'dateTime' | 'date';

const dayMs = 86_400_000;

/**
 * The value of `ordered_on__gt` for orders placed after this moment (epoch ms). As a date it is the day before: whether a
 * date stands for the beginning or the end of its day is not documented, and what comes too much is known already.
 */
export const orderedAfter = (momentMs: number, format: FilterFormat): string =>
	format === 'date' ? dayOf(momentMs - dayMs) : new Date(momentMs).toISOString();

/** The value of `ordered_on__lt` for orders placed before this moment (epoch ms); as a date it is the day after. */
export const orderedBefore = (momentMs: number, format: FilterFormat): string =>
	format === 'date' ? dayOf(momentMs + dayMs) : new Date(momentMs).toISOString();

const dayOf = (momentMs: number) => new Date(momentMs).toISOString().slice(0, 'YYYY-MM-DD'.length);
