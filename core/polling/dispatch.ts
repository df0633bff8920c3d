import { oldestFirst, type ListedOrder } from './listedOrder';
import { isDue } from './lookUp';
import { silenceKey } from './runEnds';
import { newParcel, type Parcel, type PollRules, type PollState, type SilenceItem } from './state';
import { watchSilence } from './silence';

/** One thing to start a run with; its end is told under this key and attempt. */
export type RunStart =
	| {
			kind: 'order';
			key: string;
			turn: number;
			orderedOnMs: number;
			attempt: number;
			order: ListedOrder;
	  }
	| {
			kind: 'given_up';
			key: string;
			turn: number;
			orderedOnMs: number;
			parcel: Readonly<Parcel>;
			/** What Apicbase sends of it; `null` when this poll did not find it. */
			order: ListedOrder | null;
	  }
	| { kind: 'silence'; key: string; turn: number; orderedOnMs: number; item: SilenceItem };

/** Whether entries are known that no run has had yet. */
const hasUntried = ({ waiting, parcels }: PollState): boolean =>
	waiting.size > 0 || [...parcels.values()].some(({ attempt }) => attempt === 0);

/** Decides what is dispatched now, oldest first among what this poll has read, and notes it as dispatched. */
export function dispatch(
	state: PollState,
	rules: PollRules,
	inHand: ReadonlyMap<string, ListedOrder>,
	underWay: ReadonlySet<string>,
	nowMs: number,
): RunStart[] {
	const runStarts: RunStart[] = [];
	let places = Math.max(0, rules.maxRunsAtOnce - runsUnderWay(state, underWay));
	let isHeldUp = false;
	for (const [key, parcel] of state.parcels) {
		if (parcel.output !== 'given_up' || rules.policy.until !== 'success') continue;
		if (!isDue(parcel, nowMs)) continue;
		isHeldUp ||= places <= 0;
		if (isHeldUp) continue;
		places -= 1;
		const order = inHand.get(key) ?? null;
		begin(parcel, nowMs);
		runStarts.push({ kind: 'given_up', key, ...taken(parcel), parcel: { ...parcel }, order });
	}
	const tried = ({ key }: ListedOrder) => ((state.parcels.get(key)?.attempt ?? 0) > 0 ? 1 : 0);
	const due = [...inHand.values()].filter(({ key }) => {
		// A run may mark its orders, and those behind them move up: one that was there before would slip past the first reading.
		if (state.isBaseline) return false;
		const parcel = state.parcels.get(key);
		if (parcel !== undefined) return parcel.output === 'orders' && isDue(parcel, nowMs);
		return state.waiting.has(key);
	});
	due.sort(oldestFirst);
	// Orders that come again until they are marked could keep every place; the new ones go first.
	if (rules.policy.until === 'fetched') due.sort((one, other) => tried(one) - tried(other));
	const now = due.slice(0, Math.min(rules.limit, places));
	isHeldUp ||= now.length < Math.min(due.length, rules.limit);
	// A poll that reads a part of the window, or a list that is empty for a while, need not show those that wait.
	isHeldUp ||= places <= 0 && hasUntried(state);
	state.heldUpSinceMs = isHeldUp ? (state.heldUpSinceMs ?? nowMs) : null;
	const arrivedBeforeMs = state.lastArrivalMs;
	for (const order of now) {
		const { key } = order;
		const parcel =
			state.parcels.get(key) ?? newParcel(order.orderedOnMs ?? state.waiting.get(key) ?? nowMs);
		if (parcel.attempt === 0) state.lastArrivalMs = nowMs;
		Object.assign(parcel, { id: order.id, orderNumber: order.orderNumber });
		parcel.attempt += 1;
		begin(parcel, nowMs);
		state.waiting.delete(key);
		state.parcels.set(key, parcel);
		const { attempt } = parcel;
		runStarts.push({ kind: 'order', key, ...taken(parcel), attempt, order });
	}
	watchSilence(state, rules.silenceAlarmHours, arrivedBeforeMs, nowMs);
	const { silence } = state;
	if (silence !== null && !silence.isRunning && silence.atMs <= nowMs) {
		silence.turn += 1;
		Object.assign(silence, { isRunning: true, atMs: nowMs });
		const { turn, item } = silence;
		runStarts.unshift({ kind: 'silence', key: silenceKey, turn, orderedOnMs: nowMs, item });
	}
	return runStarts;
}

/** How many of the runs that this process follows take a place: those of parcels, and one for all orders of a batch. */
export const runsUnderWay = (state: PollState, underWay: ReadonlySet<string>): number =>
	[...underWay].filter((key) => state.parcels.get(key)?.stage === 'running').length;

function begin(parcel: Parcel, nowMs: number): void {
	parcel.turn += 1;
	parcel.stage = 'running';
	parcel.atMs = nowMs;
}

const taken = ({ turn, orderedOnMs }: Parcel) => ({ turn, orderedOnMs });
