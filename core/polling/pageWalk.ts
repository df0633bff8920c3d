import type { Page } from '../api/paging';
import { readField } from '../json/readField';
import type { Pass } from './pass';
import { sight, type Sighting } from './sighting';

/** One page as it was read. */
export interface Sheet {
	page: number;
	sightings: Sighting[];
	/** How many entries Apicbase says the list has; `null` when it does not say. */
	count: number | null;
	hasNext: boolean;
}

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

export function readSheet(page: number, { items, next }: Page, body: unknown): Sheet {
	const count = readField(body, ['count']);
	return {
		page,
		sightings: items.map(sight),
		count: typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? count : null,
		hasNext: next !== null && next !== undefined && next !== '',
	};
}

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
	return lastPage === null || isWantedFirst ? forwards(walk, lastPage, read) : backwards(lastPage, read);
}

/** Whether the list has more pages than one poll may read. */
export const isTooLong = (walk: Walk, { mostPages }: WalkRules): boolean => walk.length === 1 && (lastPageOf(walk) ?? 0) > mostPages;

/** What the walk brought. */
export function endWalk(taken: Walk, rules: WalkRules, serverNowMs: number): Pass {
	// Cut short between a page and what slipped off it: the page is left to the next poll.
	const walk = slippedTo(taken) === null ? taken : taken.slice(0, -1);
	const sightings = new Map(walk.flatMap((sheet) => sheet.sightings).map((sighting) => [sighting.key, sighting]));
	const counts = new Set(walk.map(({ count }) => count));
	return {
		sightings: [...sightings.values()],
		isWhole: isWhole(walk),
		isSteady: counts.size <= 1,
		readUpToMs: readUpTo(walk, rules),
		serverNowMs,
	};
}

/**
 * The page that entries have slipped to, unread: when the list grew since that page was read, the last entries of the
 * page above it have moved there. `null` when the latest page shows nothing of the kind.
 */
function slippedTo(walk: Walk): number | null {
	const latest = walk.at(-1);
	const earlier = walk.slice(0, -1);
	if (latest === undefined || latest.page === 1 || latest.count === null || earlier.some(({ page }) => page === latest.page)) return null;
	const below = [...earlier].reverse().find(({ page }) => page === latest.page + 1);
	return below !== undefined && below.count !== null && below.count < latest.count ? below.page : null;
}

function isWhole(walk: Walk): boolean {
	const lastPage = lastPageOf(walk);
	const read = new Set(walk.map(({ page }) => page));
	return lastPage === null ? walk.at(-1)?.hasNext !== true : Array.from({ length: lastPage }, (_, index) => index + 1).every((page) => read.has(page));
}

/** What stands at the wanted end: the first page is read for its count, and is not next in turn where the list begins with the other end. */
const inTurn = (walk: Walk, { from }: WalkRules): Walk =>
	walk[0] === undefined || isOldestFirst(walk[0]) === (from === 'old end') ? walk : walk.filter(({ page }) => page > 1);

const newEntries = (walk: Walk, rules: WalkRules): number =>
	new Set(inTurn(walk, rules).flatMap(({ sightings }) => sightings).filter((sighting) => !rules.isKnown(sighting)).map(({ key }) => key)).size;

/** By the count, and by pages whose `next` leads further; a first page that is not full is all there is. */
function lastPageOf(walk: Walk): number | null {
	const size = walk[0]?.sightings.length ?? 0;
	const count = walk.reduce<number | null>((latest, sheet) => sheet.count ?? latest, null);
	if (count === null) return walk[0]?.hasNext === true ? null : 1;
	const further = walk.filter(({ hasNext, sightings }) => hasNext && sightings.length > 0).map(({ page }) => page + 1);
	return Math.max(1, size === 0 ? 1 : Math.ceil(count / size), ...further);
}

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

function isOldestFirst({ sightings }: Sheet): boolean {
	const first = sightings[0]?.orderedOnMs ?? 0;
	return first < (sightings.at(-1)?.orderedOnMs ?? 0);
}

/** Up to when a reading that was cut short left nothing out, seen from the oldest order. */
function readUpTo(walk: Walk, rules: WalkRules): number | null {
	const lastPage = lastPageOf(walk);
	const lowest = walk.reduce<Sheet | undefined>((deepest, sheet) => (deepest !== undefined && deepest.page > sheet.page ? deepest : sheet), undefined);
	if (lowest === undefined || rules.from === 'new end' || lastPage === null) return null;
	const reachesOldEnd = lowest.page >= lastPage || walk.slice(0, 1).some(isOldestFirst);
	const isUnbroken = walk.some(({ page }) => page === 2);
	return reachesOldEnd ? newestOf(isUnbroken ? walk : inTurn(walk, rules)) : null;
}

const newestOf = (walk: Walk): number | null =>
	walk.flatMap(({ sightings }) => sightings).reduce<number | null>((newest, { orderedOnMs }) => (orderedOnMs !== null && orderedOnMs > (newest ?? 0) ? orderedOnMs : newest), null);
