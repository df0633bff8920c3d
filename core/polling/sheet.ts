import type { ListPage } from '../api/paging';
import { sight, type Sighting } from './sighting';

/** One page as it was read. */
export interface Sheet {
	page: number;
	sightings: Sighting[];
	/** How many entries Apicbase says the list has; `null` when it does not say. */
	count: number | null;
	hasNext: boolean;
}

/** Takes the entries of a page for what they are. */
export const readSheet = ({ page, entries, count, hasNext }: ListPage): Sheet => ({
	page,
	sightings: entries.map(sight),
	count,
	hasNext,
});

/** Whether the page begins with the oldest order; Apicbase documents no order of its list. */
export function isOldestFirst({ sightings }: Sheet): boolean {
	const first = sightings[0]?.orderedOnMs ?? 0;
	return first < (sightings.at(-1)?.orderedOnMs ?? 0);
}
