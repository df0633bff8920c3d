import type { ListPage } from '../api/paging';
import { isTransient, type ApiProblem } from '../api/problem';
import { dispatch, type Handover } from './dispatch';
import { parseListedOrder, type ListedOrder } from './listedOrder';
import { endLookUp, wantedBeyond } from './lookUp';
import { beginReading, endReading, questionOf, takePage } from './reading';
import { reopen, takeBackLost, takeEnds, type RunEnd } from './runEnds';
import { dayMs, type PollRules, type PollState } from './state';
import { watch } from './standstill';

/** One page that a poll asks for. */
export interface PageQuestion {
	status: string;
	/** Only orders placed after this moment, epoch ms; `null` for all. */
	afterMs: number | null;
	onlyUnfetched: boolean;
	page: number;
}

/** What came of it, and when; `theirMs` is Apicbase's clock in its reply, `null` when it does not say. */
export type PageAnswer =
	| { kind: 'page'; page: ListPage; theirMs: number | null; nowMs: number }
	| { kind: 'problem'; problem: ApiProblem; nowMs: number }
	| { kind: 'no_time_left'; nowMs: number };

/** What a poll has to do after it has read: first store the state, then start the runs, then tell of a standstill. */
export type PollOutcome =
	| { ok: true; handovers: Handover[]; standstill: string | null }
	| { ok: false; problem: ApiProblem };

/** What this process knows of the trigger's runs. */
export interface RunsInProcess {
	underWay: ReadonlySet<string>;
	ends: readonly RunEnd[];
}

/** Server clocks that are this close to ours count as ours: a `Date` is cut to the second. */
const sameClockMs = 3_000;

/** One poll: takes the ends of runs in, reads the window from where it is, looks for what is owed beyond it, and says which runs to start. Changes the state in place. */
export function* poll(
	state: PollState,
	rules: PollRules,
	{ underWay, ends }: RunsInProcess,
	nowMs: number,
): Generator<PageQuestion, PollOutcome, PageAnswer> {
	state.revision += 1;
	takeEnds(state, ends, rules.policy);
	takeBackLost(state, underWay, rules.policy, nowMs);
	reopen(state, rules.policy, nowMs);
	const inHand = new Map<string, ListedOrder>();
	const window = yield* readWindow(state, rules, inHand, nowMs);
	if (!window.ok) return window;
	let latestMs = window.nowMs;
	if (window.isWhole) {
		const lookUp = yield* lookBeyond(state, rules, inHand, latestMs);
		latestMs = lookUp.nowMs;
	}
	const handovers = dispatch(state, rules, inHand, underWay, latestMs);
	return { ok: true, handovers, standstill: watch(state, rules, underWay, latestMs) };
}

type WindowEnd = { ok: true; isWhole: boolean; nowMs: number } | { ok: false; problem: ApiProblem };

function* readWindow(
	state: PollState,
	rules: PollRules,
	inHand: Map<string, ListedOrder>,
	beganAtMs: number,
): Generator<PageQuestion, WindowEnd, PageAnswer> {
	const question = questionOf(state, rules);
	const reading =
		state.reading?.question === question ? state.reading : beginReading(question, beganAtMs);
	state.reading = reading;
	reading.polls += 1;
	let nowMs = beganAtMs;
	let offsetMs = 0;
	for (let pages = 0; ; pages += 1) {
		const status = rules.statuses[reading.status];
		if (status === undefined) {
			endReading(state, reading, rules, state.startedAtMs + offsetMs);
			return { ok: true, isWhole: true, nowMs };
		}
		const answer = yield {
			status,
			afterMs: state.floorMs,
			onlyUnfetched: rules.onlyUnfetched,
			page: reading.page,
		};
		nowMs = answer.nowMs;
		if (answer.kind === 'problem' && (pages === 0 || !isTransient(answer.problem)))
			return { ok: false, problem: answer.problem };
		// The next poll goes on here, and tells of a fault that lasts.
		if (answer.kind !== 'page') return { ok: true, isWhole: false, nowMs };
		offsetMs = clockOffset(answer.theirMs, nowMs);
		const listed = answer.page.entries.map(parseListedOrder);
		takePage(
			state,
			reading,
			answer.page,
			listed,
			rules,
			state.startedAtMs + offsetMs,
			nowMs + offsetMs,
		);
		for (const order of listed) if (isWantedOrOwed(state, order)) inHand.set(order.key, order);
	}
}

const isWantedOrOwed = ({ waiting, parcels }: PollState, { key }: ListedOrder): boolean =>
	waiting.has(key) || parcels.has(key);

/** Looks for owed entries that the window did not show, in every status, marked or not. */
function* lookBeyond(
	state: PollState,
	rules: PollRules,
	inHand: Map<string, ListedOrder>,
	beganAtMs: number,
): Generator<PageQuestion, { nowMs: number }, PageAnswer> {
	const { keys, afterMs } = wantedBeyond(state, rules, inHand, beganAtMs);
	let nowMs = beganAtMs;
	const open = new Set(keys);
	for (const status of ['ORDERED', 'DELIVERED']) {
		let page: number | null = 1;
		let before = '';
		while (page !== null && open.size > 0) {
			const answer: PageAnswer = yield { status, afterMs, onlyUnfetched: false, page };
			nowMs = answer.nowMs;
			// What was not looked for to the end is not gone.
			if (answer.kind !== 'page') {
				endLookUp(state, rules, keys, new Set(), inHand, nowMs);
				return { nowMs };
			}
			const listed: ListedOrder[] = answer.page.entries.map(parseListedOrder);
			for (const order of listed) if (open.delete(order.key)) inHand.set(order.key, order);
			const keysHere: string = listed.map(({ key }) => key).join(' ');
			page = keysHere === before ? null : answer.page.nextPage;
			before = keysHere;
		}
	}
	endLookUp(state, rules, keys, open, inHand, nowMs);
	return { nowMs };
}

/** How far Apicbase's clock is ahead of this machine's, in ms. */
function clockOffset(theirMs: number | null, nowMs: number): number {
	const offsetMs = theirMs === null ? 0 : theirMs - nowMs;
	const isBelievable = Math.abs(offsetMs) > sameClockMs && Math.abs(offsetMs) <= 2 * dayMs;
	return isBelievable ? offsetMs : 0;
}
