import type { ListedOrder } from './listedOrder';
import { giveUp, settle } from './runEnds';
import {
	dayMs,
	longestAbsencePauseMs,
	minuteMs,
	newParcel,
	type LookUp,
	type Parcel,
	type PollRules,
	type PollState,
	type WindowReading,
} from './state';

/** An order is gone after this many look-ups in a row without it, over at least a day: more than an outage of hours brings about. */
const absencesThatSettle = 10;
const marginMs = 1000;

/** Begins a look-up of what is pending now and was not shown by the window, unless one is under way. */
export function beginLookUp(
	state: PollState,
	{ unshown }: WindowReading,
	{ policy }: PollRules,
	nowMs: number,
): void {
	if (state.lookUp !== null) return;
	const open = new Set<string>();
	let oldestMs = Number.POSITIVE_INFINITY;
	for (const key of unshown) {
		const parcel = state.parcels.get(key);
		const isPending =
			parcel === undefined
				? state.waiting.has(key)
				: isDue(parcel, nowMs) && (policy.until === 'success' || parcel.output === 'orders');
		if (!isPending) continue;
		open.add(key);
		oldestMs = Math.min(oldestMs, parcel?.orderedOnMs ?? state.waiting.get(key) ?? oldestMs);
	}
	if (open.size === 0) return;
	const afterMs = Math.floor(oldestMs) - marginMs;
	state.lookUp = { startedAtMs: nowMs, polls: 0, afterMs, status: 0, page: 1, open };
}

/** Whether it is this parcel's turn. */
export const isDue = ({ stage, atMs }: Parcel, nowMs: number): boolean =>
	stage === 'waiting' || (stage === 'resting' && atMs <= nowMs);

/** Takes in an entry that was found, perhaps among those without a mark; `false` when it is not to be dispatched. */
export function recordFound(
	state: PollState,
	found: ListedOrder,
	{ policy, onlyUnfetched, statuses }: PollRules,
	isAmongUnmarked: boolean,
	nowMs: number,
): boolean {
	const { key } = found;
	const parcel = state.parcels.get(key);
	const orderedOnMs = parcel?.orderedOnMs ?? state.waiting.get(key);
	if (orderedOnMs === undefined) return false;
	const isTried = parcel !== undefined && parcel.attempt > 0;
	// A run may mark its order and fail after that.
	const isLeftOut = onlyUnfetched && !(policy.until === 'success' && isTried);
	const isMarked = isLeftOut && found.isFetched === true;
	// Delivered orders get no mark any more, and a run of it ended well.
	const isOver =
		found.status === 'DELIVERED' &&
		!statuses.includes('DELIVERED') &&
		parcel?.hasEndedWell === true;
	if (isMarked || isOver) {
		settle(state, key, orderedOnMs);
		return false;
	}
	// The filter leaves it out and the list does not show marks: it may well be marked.
	const mayBeMarked =
		isLeftOut &&
		found.isFetched === undefined &&
		!isAmongUnmarked &&
		!(policy.until === 'success' && found.status === 'DELIVERED');
	if (mayBeMarked) noteAbsence(state, key, nowMs);
	else if (parcel !== undefined) Object.assign(parcel, { absences: 0, absentSinceMs: null });
	return !mayBeMarked;
}

/** Takes in what a look-up did not find. */
export function endLookUp(state: PollState, { open }: LookUp, nowMs: number): void {
	state.lookUp = null;
	for (const key of open) noteAbsence(state, key, nowMs);
}

function noteAbsence(state: PollState, key: string, nowMs: number): void {
	const orderedOnMs = state.waiting.get(key);
	const parcel =
		state.parcels.get(key) ?? (orderedOnMs === undefined ? undefined : newParcel(orderedOnMs));
	// Meanwhile settled.
	if (parcel === undefined) return;
	// A parcel for Given Up needs no entry: what is known of it goes into the item.
	if (parcel.output === 'given_up') return;
	state.waiting.delete(key);
	state.parcels.set(key, parcel);
	parcel.absences += 1;
	parcel.absentSinceMs ??= nowMs;
	parcel.stage = 'resting';
	parcel.atMs = nowMs + Math.min(2 ** parcel.absences * minuteMs, longestAbsencePauseMs);
	const isGone = parcel.absences >= absencesThatSettle && nowMs - parcel.absentSinceMs >= dayMs;
	if (!isGone) return;
	if (parcel.failures > 0) return giveUp(parcel);
	// Not among the settled ones: when it comes back, it is new.
	state.parcels.delete(key);
	if (parcel.attempt === 0)
		state.notices.push(
			'An order that waited for its turn is no longer listed by Apicbase, and has started no run.',
		);
}
