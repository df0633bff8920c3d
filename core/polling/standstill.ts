import { runsUnderWay } from './dispatch';
import type { RunsInProcess } from './runEnds';
import { hourMs, minuteMs, type PollRules, type PollState } from './state';

const patienceMs = 10 * minuteMs;
/** How often somebody is told of a standstill that lasts. */
const againAfterMs = 6 * hourMs;

/**
 * A sentence when polling stands still and nobody was told lately: every place taken by runs that do not end, runs that n8n
 * does not start, or a list that is not read to its end.
 */
export function describeStandstill(
	state: PollState,
	{ maxRunsAtOnce }: PollRules,
	runs: Omit<RunsInProcess, 'ends'>,
	nowMs: number,
): string | null {
	const sentence = describe(state, maxRunsAtOnce, runs, nowMs);
	if (sentence === null) {
		state.reportedAtMs = null;
		return null;
	}
	if (state.reportedAtMs !== null && Math.abs(nowMs - state.reportedAtMs) < againAfterMs)
		return null;
	state.reportedAtMs = nowMs;
	return sentence;
}

function describe(
	state: PollState,
	maxRunsAtOnce: number,
	{ underWay, notStartedSinceMs }: Omit<RunsInProcess, 'ends'>,
	nowMs: number,
): string | null {
	const { heldUpSinceMs, parcels, reading, lookUp } = state;
	const runs = runsUnderWay(state, underWay);
	const oldestRunMs = [...parcels.values()].reduce(
		(oldest, { stage, atMs }) => (stage === 'running' ? Math.min(oldest, atMs) : oldest),
		nowMs,
	);
	const isHeldUp = heldUpSinceMs !== null && runs >= maxRunsAtOnce;
	if (isHeldUp && nowMs - oldestRunMs >= patienceMs)
		return `Orders are waiting. ${runs === 1 ? '1 run of this workflow is' : `${runs} runs of this workflow are`} under way, as many as 'Runs at Once' allows, and the oldest has been running for ${Math.floor((nowMs - oldestRunMs) / minuteMs)} minutes.`;
	if (notStartedSinceMs !== null && nowMs - notStartedSinceMs >= patienceMs)
		return `Orders are waiting. n8n has started none of their runs for ${Math.floor((nowMs - notStartedSinceMs) / minuteMs)} minutes.`;
	for (const list of [reading, lookUp])
		if (list !== null && list.polls > 1 && nowMs - list.startedAtMs >= patienceMs)
			return `New orders come late. Apicbase's list has not been read to its end for ${Math.floor((nowMs - list.startedAtMs) / minuteMs)} minutes, in ${list.polls} polls; page ${list.page} is next.`;
	return null;
}
