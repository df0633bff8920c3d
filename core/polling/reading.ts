import type { ListPage } from '../api/paging';
import type { ListedOrder } from './listedOrder';
import { settle } from './runEnds';
import {
	dayMs,
	hourMs,
	orderStatuses,
	type PollRules,
	type PollState,
	type WindowReading,
} from './state';

/** What a reading of the window asks for; a change begins another reading. */
export const questionOf = (state: PollState, rules: PollRules): string =>
	JSON.stringify([state.floorMs, rules.statuses, rules.onlyUnfetched, rules.pageSize]);

/** A reading that begins with the first page. */
export const beginReading = (
	{ waiting, parcels }: PollState,
	question: string,
	nowMs: number,
): WindowReading => ({
	question,
	startedAtMs: nowMs,
	polls: 0,
	status: 0,
	page: 1,
	newestMs: null,
	entries: 0,
	passedSum: 0,
	foundLate: false,
	unshown: new Set([...waiting.keys(), ...parcels.keys()]),
	count: null,
	isStable: true,
	pageSum: 0,
	onPages: 0,
	offsetMs: 0,
});

/**
 * Records one page of the window: what is new waits for its turn, what is marked is settled. Nothing depends on the order of the
 * entries, on `count`, or on the filters being honoured. `theirNowMs` is Apicbase's clock. Returns whether the page was the
 * one before once more.
 */
export function recordPage(
	state: PollState,
	reading: WindowReading,
	page: ListPage,
	listed: readonly ListedOrder[],
	rules: PollRules,
	baselineMs: number,
	theirNowMs: number,
): boolean {
	for (const order of listed) recordEntry(state, reading, order, rules, baselineMs, theirNowMs);
	// Another count, or an empty page where orders were announced: entries moved meanwhile, or a fault cut the list off.
	const isOther = listed.length === 0 || page.count !== reading.count;
	if (reading.page > 1 && isOther) reading.isStable = false;
	reading.count = page.count;
	const pageSum = listed.reduce((sum, { key }) => addKey(sum, key), 1);
	const isRepeated = reading.page > 1 && listed.length > 0 && pageSum === reading.pageSum;
	reading.pageSum = pageSum;
	reading.onPages += listed.length;
	// `next` decides, but a full page that the list is said to go beyond is worth one more look.
	const mayGoOn = listed.length >= rules.pageSize && (page.count ?? 0) > reading.onPages;
	const nextPage = page.nextPage ?? (mayGoOn ? reading.page + 1 : null);
	if (nextPage === null) endStatus(reading);
	else reading.page = nextPage;
	return isRepeated;
}

/** Goes on with the list of the next status. */
export function endStatus(reading: WindowReading): void {
	reading.onPages = 0;
	reading.status += 1;
	reading.page = 1;
}

function recordEntry(
	state: PollState,
	reading: WindowReading,
	order: ListedOrder,
	rules: PollRules,
	baselineMs: number,
	theirNowMs: number,
): void {
	const { key } = order;
	const { floorMs, nextFloorMs } = state;
	const orderedOnMs = order.orderedOnMs ?? theirNowMs;
	if (floorMs !== null && orderedOnMs <= floorMs && !isKnown(state, key)) return;
	reading.entries += 1;
	reading.unshown.delete(key);
	state.lookUp?.open.delete(key);
	if (order.orderedOnMs !== null && orderedOnMs <= theirNowMs)
		reading.newestMs = Math.max(reading.newestMs ?? orderedOnMs, orderedOnMs);
	const isPassed = nextFloorMs !== null && orderedOnMs <= nextFloorMs;
	if (isPassed) reading.passedSum = addKey(reading.passedSum, key);
	const parcel = state.parcels.get(key);
	if (parcel !== undefined) {
		if (parcel.absences > 0 && parcel.stage === 'resting') parcel.stage = 'waiting';
		Object.assign(parcel, { absences: 0, absentSinceMs: null });
		// Marked before any run had it: no longer pending.
		const isUntried = rules.onlyUnfetched && parcel.attempt === 0;
		if (order.isFetched === true && (isUntried || rules.policy.until === 'fetched'))
			settle(state, key, orderedOnMs);
		return;
	}
	if (state.seen.has(key)) {
		// One without a date stays known for as long as it is listed, ahead of the floor.
		const knownMs = state.seen.get(key) ?? 0;
		const staleMs = theirNowMs - Math.min(hourMs, rules.overlapMs);
		if (order.orderedOnMs === null && knownMs < staleMs) state.seen.add(key, theirNowMs);
		return;
	}
	if (!isWanted(order, rules)) {
		// Marked before its turn: no longer pending.
		if (rules.onlyUnfetched && order.isFetched === true && state.waiting.has(key))
			settle(state, key, orderedOnMs);
		return;
	}
	if (state.waiting.has(key)) return;
	// A date far in the future says as little as none.
	const isDated = order.orderedOnMs !== null && orderedOnMs <= theirNowMs + 7 * dayMs;
	if (state.isBaseline && (!isDated || orderedOnMs <= baselineMs)) {
		settle(state, key, orderedOnMs);
		reading.foundLate = true;
		return;
	}
	state.waiting.add(key, orderedOnMs);
	if (isPassed) reading.foundLate = true;
}

/**
 * Records a new order that a look-up comes across, which may leave the list before the window is read; returns whether it is
 * one. The look-up asks for marked orders, too, so only an order that shows it is not marked counts.
 */
export function recordNew(
	state: PollState,
	order: ListedOrder,
	rules: PollRules,
	theirNowMs: number,
): boolean {
	const { key, isFetched } = order;
	const orderedOnMs = order.orderedOnMs ?? theirNowMs;
	if (state.isBaseline || isKnown(state, key)) return false;
	if (state.floorMs !== null && orderedOnMs <= state.floorMs) return false;
	if (!isWanted(order, rules) || (rules.onlyUnfetched && isFetched === undefined)) return false;
	state.waiting.add(key, orderedOnMs);
	return true;
}

/** Whether an entry is one to dispatch: Apicbase may know the filters by other names than we think. */
export function isWanted(
	{ status, isFetched, entry }: ListedOrder,
	{ statuses, onlyUnfetched }: Pick<PollRules, 'statuses' | 'onlyUnfetched'>,
): boolean {
	if (onlyUnfetched && isFetched === true) return false;
	if (status === null || statuses.includes(status)) return true;
	// What cannot be read may not say what it is either.
	return entry.kind === 'unreadable' && !orderStatuses.includes(status);
}

/**
 * Ends a reading that came to the end of every list. The floor follows two readings behind, and only when both found the
 * same entries below it and nothing new there: so what slipped between two pages of one reading is found by another
 * before anything is dropped.
 */
export function endReading(
	state: PollState,
	reading: WindowReading,
	rules: PollRules,
	baselineMs: number,
	isOfOnePage: boolean,
): void {
	state.reading = null;
	if (state.isBaseline) {
		const isWhole = isWholeBaseline(state, reading, isOfOnePage);
		// Where entries moved from page to page meanwhile, another reading has to find nothing new either.
		const isSure = reading.isStable || state.agreedSum !== null;
		state.agreedSum = isWhole && !isSure ? reading.passedSum : null;
		if (!isWhole || !isSure) return;
		moveFloor(state, Math.floor(baselineMs - rules.overlapMs) - 1);
		state.isBaseline = false;
	}
	if (!reading.isStable || reading.entries === 0) {
		state.agreedSum = null;
		return;
	}
	const { nextFloorMs, agreedSum } = state;
	if (reading.foundLate) {
		state.nextFloorMs = state.agreedSum = null;
		return;
	}
	if (nextFloorMs !== null && agreedSum !== reading.passedSum) {
		state.agreedSum = reading.passedSum;
		return;
	}
	if (nextFloorMs !== null) moveFloor(state, Math.min(nextFloorMs, oldestOpenMs(state, rules) - 1));
	state.agreedSum = null;
	const { newestMs } = reading;
	const next = newestMs === null ? null : Math.floor(newestMs - rules.overlapMs) - 1;
	state.nextFloorMs =
		next !== null && (state.floorMs === null || next > state.floorMs) ? next : null;
}

/**
 * Whether a first reading has told the orders that were there from new ones. One of several pages may have missed some of
 * them, until another reading finds nothing new; one that finds nothing at all any more met an outage.
 */
const isWholeBaseline = (
	{ seen }: PollState,
	{ foundLate, entries }: WindowReading,
	isOfOnePage: boolean,
): boolean => (entries === 0 ? seen.size === 0 : !foundLate || isOfOnePage);

function moveFloor(state: PollState, floorMs: number): void {
	if (state.floorMs !== null && floorMs <= state.floorMs) return;
	state.floorMs = floorMs;
	state.seen.evict(floorMs);
}

/**
 * What the floor must not pass: entries before their first turn, which n8n may yet refuse to start, and, until they are
 * marked, those that come again.
 */
function oldestOpenMs(state: PollState, { policy }: PollRules): number {
	let oldest = Number.POSITIVE_INFINITY;
	for (const [, orderedOnMs] of state.waiting.entries()) oldest = Math.min(oldest, orderedOnMs);
	for (const { orderedOnMs, output, stage, attempt } of state.parcels.values()) {
		const hasFirstTurn = stage === 'running' && attempt === 1;
		const isOpen = output === 'orders' && (stage !== 'running' || hasFirstTurn);
		if (policy.until === 'fetched' || isOpen) oldest = Math.min(oldest, orderedOnMs);
	}
	return oldest;
}

const isKnown = ({ seen, waiting, parcels }: PollState, key: string): boolean =>
	parcels.has(key) || waiting.has(key) || seen.has(key);

/** Adds a key to a sum that does not depend on the order in which keys are added. */
const addKey = (sum: number, key: string): number =>
	sum + Buffer.from(key, 'base64url').readUInt32BE();
