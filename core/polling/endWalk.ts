import type { Pass } from './pass';
import { isOldestFirst, type Sheet } from './sheet';
import { inTurn, lastPageOf, slippedTo, type Walk, type WalkRules } from './walk';

/** What the walk brought. */
export function endWalk(taken: Walk, rules: WalkRules, serverNowMs: number): Pass {
	// Cut short between a page and what slipped off it: the page is left to the next poll.
	const walk = slippedTo(taken) === null ? taken : taken.slice(0, -1);
	const sightings = new Map(
		walk.flatMap((sheet) => sheet.sightings).map((sighting) => [sighting.key, sighting]),
	);
	const counts = new Set(walk.map(({ count }) => count));
	return {
		sightings: [...sightings.values()],
		isWhole: isWhole(walk),
		isSteady: counts.size <= 1,
		readUpToMs: readUpTo(walk, rules),
		serverNowMs,
	};
}

function isWhole(walk: Walk): boolean {
	const lastPage = lastPageOf(walk);
	const read = new Set(walk.map(({ page }) => page));
	return lastPage === null
		? walk.at(-1)?.hasNext !== true
		: Array.from({ length: lastPage }, (_, index) => index + 1).every((page) => read.has(page));
}

/** Up to when a reading that was cut short left nothing out, seen from the oldest order. */
function readUpTo(walk: Walk, rules: WalkRules): number | null {
	const lastPage = lastPageOf(walk);
	const lowest = walk.reduce<Sheet | undefined>(
		(deepest, sheet) => (deepest !== undefined && deepest.page > sheet.page ? deepest : sheet),
		undefined,
	);
	if (lowest === undefined || rules.from === 'new end' || lastPage === null) return null;
	const reachesOldEnd = lowest.page >= lastPage || walk.slice(0, 1).some(isOldestFirst);
	const isUnbroken = walk.some(({ page }) => page === 2);
	return reachesOldEnd ? newestOf(isUnbroken ? walk : inTurn(walk, rules)) : null;
}

const newestOf = (walk: Walk): number | null =>
	walk
		.flatMap(({ sightings }) => sightings)
		.reduce<number | null>(
			(newest, { orderedOnMs }) =>
				orderedOnMs !== null && orderedOnMs > (newest ?? 0) ? orderedOnMs : newest,
			null,
		);
