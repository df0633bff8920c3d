import { runsUnderWay } from './dispatch';
import type { RunsInProcess } from './runEnds';
import { hourMs, minuteMs, type PollRules, type PollState } from './state';

const patienceMs = 10 * minuteMs;
/** How often somebody is told of a standstill that lasts. */
const againAfterMs = 6 * hourMs;

interface Standstill {
	/** Since when somebody should know, epoch ms. */
	dueAtMs: number;
	sentence: string;
}

/**
 * A sentence for each way in which polling stands still: every place taken by runs that do not end, runs that n8n does not
 * start, a list that is not read to its end. `null` where it goes on, and where somebody was told lately of all of them.
 */
export function describeStandstill(
	state: PollState,
	{ maxRunsAtOnce }: PollRules,
	{ underWay, notStartedSinceMs }: Omit<RunsInProcess, 'ends'>,
	nowMs: number,
): string | null {
	const standstills = [
		runsThatHang(state, maxRunsAtOnce, underWay, nowMs),
		runsNotStarted(notStartedSinceMs, nowMs),
		unreadList(state, nowMs),
	].filter((one): one is Standstill => one !== null && one.dueAtMs <= nowMs);
	if (standstills.length === 0) {
		state.reportedAtMs = null;
		return null;
	}
	const { reportedAtMs } = state;
	const isTold =
		reportedAtMs !== null &&
		Math.abs(nowMs - reportedAtMs) < againAfterMs &&
		standstills.every(({ dueAtMs }) => dueAtMs <= reportedAtMs);
	if (isTold) return null;
	state.reportedAtMs = nowMs;
	return standstills.map(({ sentence }) => sentence).join(' ');
}

function runsThatHang(
	state: PollState,
	maxRunsAtOnce: number,
	underWay: ReadonlySet<string>,
	nowMs: number,
): Standstill | null {
	const runs = runsUnderWay(state, underWay);
	if (state.heldUpSinceMs === null || runs < maxRunsAtOnce) return null;
	const oldestMs = [...state.parcels.values()].reduce(
		(oldest, { stage, atMs }) => (stage === 'running' ? Math.min(oldest, atMs) : oldest),
		nowMs,
	);
	return {
		dueAtMs: Math.max(state.heldUpSinceMs, oldestMs + patienceMs),
		sentence: `Orders are waiting. ${runs === 1 ? '1 run of this workflow is' : `${runs} runs of this workflow are`} under way, as many as 'Runs at Once' allows, and the oldest has been running for ${minutesSince(oldestMs, nowMs)}.`,
	};
}

function runsNotStarted(sinceMs: number | null, nowMs: number): Standstill | null {
	if (sinceMs === null) return null;
	return {
		dueAtMs: sinceMs + patienceMs,
		sentence: `Orders are waiting. n8n has started none of their runs for ${minutesSince(sinceMs, nowMs)}.`,
	};
}

function unreadList({ reading, lookUp }: PollState, nowMs: number): Standstill | null {
	const [list] = [reading, lookUp]
		.flatMap((one) => (one !== null && one.polls > 1 ? [one] : []))
		.sort((one, other) => one.startedAtMs - other.startedAtMs);
	if (list === undefined) return null;
	const { startedAtMs, polls, page } = list;
	return {
		dueAtMs: startedAtMs + patienceMs,
		sentence: `New orders come late. Apicbase's list has not been read to its end for ${minutesSince(startedAtMs, nowMs)}, in ${polls} polls; page ${page} is next.`,
	};
}

const minutesSince = (sinceMs: number, nowMs: number): string =>
	`${Math.floor((nowMs - sinceMs) / minuteMs)} minutes`;
