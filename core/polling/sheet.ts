import type { Page } from '../api/paging';
import { readField } from '../json';
import { sight, type Sighting } from './sighting';

/** One page as it was read. */
export interface Sheet {
	page: number;
	sightings: Sighting[];
	/** How many entries Apicbase says the list has; `null` when it does not say. */
	count: number | null;
	hasNext: boolean;
}

/** Takes the entries of a page for what they are, and notes what it says about the list. */
export function readSheet(page: number, { items, next }: Page, body: unknown): Sheet {
	const count = readField(body, ['count']);
	return {
		page,
		sightings: items.map(sight),
		count: typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null,
		hasNext: next !== null && next !== undefined && next !== '',
	};
}

/** Whether the page begins with the oldest order; Apicbase documents no order of its list. */
export function isOldestFirst({ sightings }: Sheet): boolean {
	const first = sightings[0]?.orderedOnMs ?? 0;
	return first < (sightings.at(-1)?.orderedOnMs ?? 0);
}
