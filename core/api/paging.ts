import { readField } from '../json';

/** One page of a list as Django REST Framework sends it. */
export interface Page {
	items: unknown[];
	/** What stands under `next`: a URL, a number on older pages of the docs, or `null`. */
	next: unknown;
}

/** Reads a page out of a reply: an envelope with `results`, or a bare list; `undefined` when it is neither. */
export function readPage(body: unknown): Page | undefined {
	if (Array.isArray(body)) return { items: body, next: null };
	const results = readField(body, ['results']);
	return Array.isArray(results) ? { items: results, next: readField(body, ['next']) } : undefined;
}

/**
 * The number of the page after this one, or `null` at the end. Only a number is ever taken from `next`, never its host:
 * the captured API put another host there (https://developers.apicbase.com/reference/pagination), and the token stays
 * with the base URL's. A `next` that does not lead on, or leads elsewhere, counts as "there is one more".
 */
export function nextPage(page: Page, current: number, origin: string): number | null {
	if (page.next === null || page.next === undefined || page.next === '' || page.items.length === 0)
		return null;
	const named = typeof page.next === 'number' ? page.next : pageIn(page.next, origin);
	return Number.isSafeInteger(named) && named > current ? named : current + 1;
}

function pageIn(next: unknown, origin: string): number {
	if (typeof next !== 'string') return Number.NaN;
	if (/^\d+$/.test(next)) return Number(next);
	if (!URL.canParse(next, origin)) return Number.NaN;
	const url = new URL(next, origin);
	return url.origin === origin ? Number(url.searchParams.get('page') ?? Number.NaN) : Number.NaN;
}
