import { describeStandstill } from '../../../core/polling/standstill.ts';
import { newState } from '../../../core/polling/storedState.ts';
import { aPoller, anEntry, beganAtMs, hour, minute, usualRules } from './aPoller.mts';

const noRuns = { underWay: new Set<string>(), notStartedSinceMs: null };

/** One poll after so long; what it tells of a standstill. */
function told(poller: ReturnType<typeof aPoller>, afterMs: number): string | null {
	poller.nowMs += afterMs;
	const outcome = poller.outcomeOfPoll();
	if (!outcome.ok) throw new Error(outcome.problem.message);
	return outcome.standstill;
}

describe('orders that wait behind runs that do not end', () => {
	const held = () =>
		aPoller([anEntry('a'), anEntry('b', minute), anEntry('c', 2 * minute)], { maxRunsAtOnce: 2 });

	it('are told of after ten minutes, and as long after those runs were doubted and others started', () => {
		const poller = held();
		expect([told(poller, hour), told(poller, 10 * minute - 1)]).toEqual([null, null]);
		expect(told(poller, 1)).toBe(
			"Orders are waiting. 2 runs of this workflow are under way, as many as 'Runs at Once' allows, and the oldest has been running for 10 minutes.",
		);
		expect([told(poller, minute), told(poller, 5 * hour)]).toEqual([null, null]);
		expect([told(poller, hour), told(poller, 10 * minute - 1)]).toEqual([null, null]);
		expect(told(poller, 1)).toMatch(/^Orders are waiting/);
	});

	it('are told of with the runs that take a place, not with those that are waited for no longer', () => {
		const poller = held();
		poller.rules.policy = { until: 'fetched', redeliverAfterMs: hour };
		told(poller, hour);
		poller.list.push(anEntry('d', 3 * minute));
		expect([told(poller, hour), told(poller, minute)]).toEqual([null, null]);
		expect([...poller.underWay.keys()]).toHaveLength(4);
		expect(told(poller, 10 * minute)).toMatch(/^Orders are waiting. 2 runs of this workflow are/);
	});

	it('are not told of when none waits, or when a run has ended meanwhile', () => {
		const poller = held();
		poller.list.pop();
		expect([told(poller, hour), told(poller, hour)]).toEqual([null, null]);
		const other = held();
		told(other, hour);
		other.nowMs += 9 * minute;
		other.end('success');
		expect([told(other, minute), told(other, 9 * minute)]).toEqual([null, null]);
	});

	it('are told of once, though a poll reads a page on which none of them stands', () => {
		const poller = held();
		poller.rules.pageSize = 2;
		told(poller, hour);
		poller.pagesInTime = 1;
		const sentences = [10, 1, 1, 1, 1, 1].map((minutes) => told(poller, minutes * minute));
		expect(sentences.filter((sentence) => sentence !== null)).toHaveLength(1);
	});

	it('are told of, though the list is empty for a while', () => {
		const poller = held();
		told(poller, hour);
		poller.list.splice(0);
		expect([told(poller, minute), told(poller, 9 * minute - 1)]).toEqual([null, null]);
		expect(told(poller, 1)).toMatch(/^Orders are waiting. 2 runs/);
	});

	it('are told of anew when they stand still once more', () => {
		const poller = held();
		told(poller, hour);
		expect(told(poller, 10 * minute)).toMatch(/^Orders are waiting/);
		poller.end('success');
		poller.list.push(anEntry('d', hour), anEntry('e', hour));
		expect(told(poller, 30 * minute)).toBeNull();
		expect(told(poller, 10 * minute)).toMatch(/^Orders are waiting/);
	});
});

it('tells of an order given up that waits for a place', () => {
	const policy = { until: 'success', maxAttempts: 1, retryAfterMs: minute } as const;
	const poller = aPoller([anEntry('a'), anEntry('b')], { maxRunsAtOnce: 2, policy });
	poller.poll();
	const [, hanging] = [...poller.underWay.values()];
	poller.end('failure');
	poller.ends.pop();
	poller.underWay.set(hanging!.key, hanging!);
	poller.rules.maxRunsAtOnce = 1;
	expect([told(poller, minute), told(poller, 8 * minute)]).toEqual([null, null]);
	expect(told(poller, minute)).toMatch(/^Orders are waiting. 1 run of this workflow is under way/);
});

it('tells of runs that n8n has started none of for ten minutes', () => {
	const poller = aPoller([anEntry('a')]);
	poller.notStartedSinceMs = beganAtMs + hour;
	expect([told(poller, hour), told(poller, 10 * minute - 1)]).toEqual([null, null]);
	expect(told(poller, 1)).toBe(
		'Orders are waiting. n8n has started none of their runs for 10 minutes.',
	);
});

describe('a list that is not read to its end', () => {
	it('is told of after two polls and ten minutes, and every six hours from then on', () => {
		const list = Array.from({ length: 200 }, (_, index) => anEntry(`o${index}`, index));
		const poller = aPoller(list, { pageSize: 1, limit: 1, maxRunsAtOnce: 99 });
		poller.pagesInTime = 2;
		expect(told(poller, hour)).toBeNull();
		expect(told(poller, 20 * minute)).toBe(
			"New orders come late. Apicbase's list has not been read to its end for 20 minutes, in 2 polls; page 5 is next.",
		);
		const quick = aPoller(list, { pageSize: 1, limit: 1, maxRunsAtOnce: 99 });
		quick.pagesInTime = 2;
		const first = [hour, minute, minute, minute, 7 * minute - 1].map((ms) => told(quick, ms));
		expect(first).toEqual([null, null, null, null, null]);
		expect(told(quick, 1)).toMatch(/for 10 minutes, in 6 polls/);
		expect([told(quick, minute), told(quick, 6 * hour - minute - 1)]).toEqual([null, null]);
		expect(told(quick, 1)).toMatch(/for 370 minutes/);
	});

	it('may be the one with orders that are pending from before', () => {
		const state = newState({
			account: 'account',
			rules: usualRules,
			newName: 'name',
			nowMs: beganAtMs,
		});
		state.lookUp = {
			startedAtMs: beganAtMs,
			polls: 3,
			afterMs: beganAtMs,
			status: 0,
			page: 4,
			open: new Set(['x']),
		};
		expect(describeStandstill(state, usualRules, noRuns, beganAtMs + 10 * minute)).toMatch(
			/page 4 is next/,
		);
	});

	it('is told of together with runs that hang, and holds back no news of runs that n8n does not start', () => {
		const list = Array.from({ length: 9 }, (_, index) => anEntry(`o${index}`, index));
		const poller = aPoller(list, { pageSize: 1, limit: 1, maxRunsAtOnce: 1 });
		poller.pagesInTime = 1;
		const ahead = [hour, 9 * minute].map((ms) => told(poller, ms));
		expect(ahead).toEqual([null, null]);
		poller.notStartedSinceMs = poller.nowMs - 5 * minute;
		expect(told(poller, minute)).toMatch(/^Orders are waiting. 1 run .+ New orders come late/);
		expect(told(poller, 3 * minute)).toBeNull();
		expect(told(poller, minute)).toMatch(/n8n has started none of their runs for 10 minutes/);
		expect(told(poller, minute)).toBeNull();
	});

	it('is told of again when the clock was set back', () => {
		const state = newState({
			account: 'account',
			rules: usualRules,
			newName: 'name',
			nowMs: beganAtMs,
		});
		state.lookUp = {
			startedAtMs: beganAtMs - hour,
			polls: 3,
			afterMs: beganAtMs,
			status: 0,
			page: 4,
			open: new Set(['x']),
		};
		state.reportedAtMs = beganAtMs + 7 * hour;
		expect(describeStandstill(state, usualRules, noRuns, beganAtMs)).not.toBeNull();
	});
});
