import type { ListedOrder } from './listedOrder';
import { giveUp, settle } from './runEnds';
import { dayMs, hourMs, minuteMs, type Parcel, type PollRules, type PollState } from './state';

/** Only this many look-ups in a row, over a day at least, say that an order is gone. */
const absencesThatSettle = 4;
const marginMs = 1000;

/** Which owed entries are to be looked for beyond the window now, and how far back. */
export function wantedBeyond(
	state: PollState,
	{ policy }: PollRules,
	inHand: ReadonlyMap<string, ListedOrder>,
	nowMs: number,
): { keys: string[]; afterMs: number } {
	const keys: string[] = [];
	let oldestMs = Number.POSITIVE_INFINITY;
	const want = (key: string, orderedOnMs: number) => {
		if (inHand.has(key)) return;
		keys.push(key);
		oldestMs = Math.min(oldestMs, orderedOnMs);
	};
	for (const [key, orderedOnMs] of state.waiting.entries()) want(key, orderedOnMs);
	for (const [key, parcel] of state.parcels)
		if (isDue(parcel, nowMs) && (policy.until === 'success' || parcel.output === 'orders'))
			want(key, parcel.orderedOnMs);
	return { keys, afterMs: Math.floor(oldestMs) - marginMs };
}

/** Whether it is this parcel's turn. */
export const isDue = ({ stage, atMs }: Parcel, nowMs: number): boolean =>
	stage === 'waiting' || (stage === 'resting' && atMs <= nowMs);

/** Takes in what a look-up that came to the end of every list found (`inHand`) and did not find (`missing`). */
export function endLookUp(
	state: PollState,
	{ policy, onlyUnfetched, statuses }: PollRules,
	keys: readonly string[],
	missing: ReadonlySet<string>,
	inHand: Map<string, ListedOrder>,
	nowMs: number,
): void {
	for (const key of keys) {
		const parcel = state.parcels.get(key);
		const found = inHand.get(key);
		if (found !== undefined && parcel !== undefined) {
			Object.assign(parcel, { absences: 0, absentSinceMs: null });
		}
		const orderedOnMs = parcel?.orderedOnMs ?? state.waiting.get(key);
		if (orderedOnMs === undefined) continue;
		const leftOut = found !== undefined && onlyUnfetched && policy.until !== 'success';
		const isTried = parcel !== undefined && parcel.attempt > 0;
		if (
			found !== undefined &&
			((onlyUnfetched && found.isFetched === true && !(policy.until === 'success' && isTried)) ||
				(policy.until === 'fetched' && isTried && found.status === 'DELIVERED'))
		) {
			settle(state, key, orderedOnMs);
			inHand.delete(key);
			continue;
		}
		// The filter leaves it out and the list does not show marks: it may well be marked.
		const mayBeMarked =
			leftOut &&
			found.isFetched === undefined &&
			(found.status === null || statuses.includes(found.status));
		if (mayBeMarked) inHand.delete(key);
		else if (!missing.has(key)) continue;
		const absent = parcel ?? unheardOf(orderedOnMs);
		state.waiting.delete(key);
		state.parcels.set(key, absent);
		noteAbsence(state, key, absent, nowMs);
	}
}

function noteAbsence(state: PollState, key: string, parcel: Parcel, nowMs: number): void {
	// A parcel for Given Up needs no entry: what is known of it is told.
	if (parcel.output === 'given_up') return;
	parcel.absences += 1;
	parcel.absentSinceMs ??= nowMs;
	parcel.stage = 'resting';
	parcel.atMs = nowMs + Math.min(2 ** parcel.absences * minuteMs, 6 * hourMs);
	const isGone = parcel.absences >= absencesThatSettle && nowMs - parcel.absentSinceMs >= dayMs;
	if (!isGone) return;
	if (parcel.failures > 0) return giveUp(parcel);
	// Not among the settled ones: when it comes back, it is new.
	state.parcels.delete(key);
	if (parcel.attempt === 0)
		state.notices.push(
			'An order that waited for its turn is not listed by Apicbase any more, and was not handed on.',
		);
}

const unheardOf = (orderedOnMs: number): Parcel => ({
	id: null,
	orderNumber: '',
	orderedOnMs,
	output: 'orders',
	stage: 'resting',
	atMs: 0,
	turn: 0,
	attempt: 0,
	failures: 0,
	absences: 0,
	absentSinceMs: null,
	reason: null,
});
