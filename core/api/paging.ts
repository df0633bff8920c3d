import { readField } from '../json';

/** One page of a list as Django REST Framework sends it: https://developers.apicbase.com/reference/pagination */
export interface ListPage {
	/** From 1. */
	page: number;
	entries: unknown[];
	/** How many entries Apicbase says the list has, a hint only; `null` when it does not say. */
	count: number | null;
	/** Whether `next` leads on; it alone decides where the list ends. */
	hasNext: boolean;
	/** The page that `next` leads to; `null` at the end. */
	nextPage: number | null;
}

/** Behind the last page: what the list looks like when it was shortened while it was read. */
export const endOfList = (page: number): ListPage => ({
	page,
	entries: [],
	count: null,
	hasNext: false,
	nextPage: null,
});

/**
 * Reads a page out of a reply: an envelope with `results`, or a bare list; `undefined` when it is neither. `origin` is the
 * base URL's.
 */
export function readPage(body: unknown, page: number, origin: string): ListPage | undefined {
	if (Array.isArray(body)) return { ...endOfList(page), entries: body };
	const entries = readField(body, ['results']);
	if (!Array.isArray(entries)) return undefined;
	const count = readField(body, ['count']);
	const nextPage = pageAfter(page, readField(body, ['next']), origin);
	return {
		page,
		entries,
		count: typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null,
		hasNext: nextPage !== null,
		nextPage,
	};
}

/**
 * Only a number is ever taken from `next`, never its host: the captured API put another host there, and the token stays
 * with the base URL's. A `next` that does not lead on, or leads elsewhere, counts as "there is one more".
 */
function pageAfter(page: number, next: unknown, origin: string): number | null {
	if (next === null || next === undefined || next === '' || next === false) return null;
	const named = typeof next === 'number' ? next : pageIn(next, origin);
	return Number.isSafeInteger(named) && named > page ? named : page + 1;
}

function pageIn(next: unknown, origin: string): number {
	if (typeof next !== 'string') return Number.NaN;
	if (/^\d+$/.test(next)) return Number(next);
	if (!URL.canParse(next, origin)) return Number.NaN;
	const url = new URL(next, origin);
	return url.origin === origin ? Number(url.searchParams.get('page') ?? Number.NaN) : Number.NaN;
}
