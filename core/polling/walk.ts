import { isOldestFirst, type Sheet } from './sheet';
import type { Sighting } from './sighting';

/** What a reading is for. */
export interface WalkRules {
	/** New orders are handed on oldest first, so that end is read first; a baseline begins at the other. */
	from: 'old end' | 'new end';
	/** New entries after which it is enough: the rest waits for the next poll. */
	enough: number;
	/** Pages one poll may read. */
	mostPages: number;
	isKnown: (sighting: Sighting) => boolean;
}

/** The pages read so far, in the order they were read. */
export type Walk = readonly Sheet[];

/**
 * The number of the list's last page, `null` when it is not known: by the count, and by pages whose `next` leads further;
 * a first page that is not full is all there is.
 */
export function lastPageOf(walk: Walk): number | null {
	const size = walk[0]?.sightings.length ?? 0;
	const count = walk.reduce<number | null>((latest, sheet) => sheet.count ?? latest, null);
	if (count === null) return walk[0]?.hasNext === true ? null : 1;
	const further = walk
		.filter(({ hasNext, sightings }) => hasNext && sightings.length > 0)
		.map(({ page }) => page + 1);
	return Math.max(1, size === 0 ? 1 : Math.ceil(count / size), ...further);
}

/**
 * The page that entries have slipped to, unread: when the list grew since that page was read, the last entries of the
 * page above it have moved there. `null` when the latest page shows nothing of the kind.
 */
export function slippedTo(walk: Walk): number | null {
	const latest = walk.at(-1);
	const earlier = walk.slice(0, -1);
	if (
		latest === undefined ||
		latest.page === 1 ||
		latest.count === null ||
		earlier.some(({ page }) => page === latest.page)
	)
		return null;
	const below = [...earlier].reverse().find(({ page }) => page === latest.page + 1);
	return below !== undefined && below.count !== null && below.count < latest.count
		? below.page
		: null;
}

/** What stands at the wanted end: the first page is read for its count, and is not next in turn where the list begins with the other end. */
export const inTurn = (walk: Walk, { from }: WalkRules): Walk =>
	walk[0] === undefined || isOldestFirst(walk[0]) === (from === 'old end')
		? walk
		: walk.filter(({ page }) => page > 1);
