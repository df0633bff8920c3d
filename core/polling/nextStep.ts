import { isOldestFirst } from './sheet';
import { inTurn, lastPageOf, slippedTo, type Walk, type WalkRules } from './walk';

/**
 * The page to read next; `null` when the reading is over. Page numbers slide while orders arrive, so nothing is taken
 * for read because of its number: `Pass.isSteady` tells whether the list stood still.
 */
export function nextStep(walk: Walk, rules: WalkRules): number | null {
	const [first] = walk;
	if (first === undefined) return 1;
	const slipped = slippedTo(walk);
	if (slipped !== null) return slipped;
	const found = newEntries(walk, rules);
	if (first.sightings.length === 0 || found >= rules.enough) return null;
	// A poll that stopped among known orders would stop there for ever.
	if (walk.length >= rules.mostPages && (found > 0 || rules.from === 'new end')) return null;
	const lastPage = lastPageOf(walk);
	const read = new Set(walk.map(({ page }) => page));
	const isWantedFirst = isOldestFirst(first) === (rules.from === 'old end');
	return lastPage === null || isWantedFirst
		? forwards(walk, lastPage, read)
		: backwards(lastPage, read);
}

/** Whether the list has more pages than one poll may read. */
export const isTooLong = (walk: Walk, { mostPages }: WalkRules): boolean =>
	walk.length === 1 && (lastPageOf(walk) ?? 0) > mostPages;

const newEntries = (walk: Walk, rules: WalkRules): number =>
	new Set(
		inTurn(walk, rules)
			.flatMap(({ sightings }) => sightings)
			.filter((sighting) => !rules.isKnown(sighting))
			.map(({ key }) => key),
	).size;

function forwards(walk: Walk, lastPage: number | null, read: ReadonlySet<number>): number | null {
	const latest = walk.at(-1);
	const next = Math.max(...read) + 1;
	if (lastPage !== null) return next <= lastPage ? next : null;
	return latest?.hasNext === true && latest.sightings.length > 0 ? next : null;
}

function backwards(lastPage: number, read: ReadonlySet<number>): number | null {
	const deepest = Math.max(...read);
	// The list has grown past the page that was its last.
	if (deepest > 1 && deepest < lastPage) return deepest + 1;
	const unread = Array.from({ length: lastPage }, (_, index) => lastPage - index);
	return unread.find((page) => !read.has(page)) ?? null;
}
