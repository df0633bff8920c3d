import type { ListPage } from '../api/paging';
import type { ApiProblem } from '../api/problem';
import { dispatch, type RunStart } from './dispatch';
import { parseListedOrder, type ListedOrder } from './listedOrder';
import { beginLookUp, endLookUp, recordFound } from './lookUp';
import { PagesShown } from './pagesShown';
import { beginReading, endReading, questionOf, recordNew, recordPage } from './reading';
import { applyRunEnds, requeueGivenUp, requeueLost, type RunsInProcess } from './runEnds';
import { dayMs, orderStatuses, type PollRules, type PollState } from './state';
import { describeStandstill } from './standstill';

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
	| { ok: true; runStarts: RunStart[]; standstill: string | null }
	| { ok: false; problem: ApiProblem };

/** Server clocks that are this close to ours count as ours: a `Date` is cut to the second. */
const sameClockMs = 3_000;

/**
 * One poll: applies the ends of runs, goes on reading the window, looks for pending entries beyond it, and decides which runs
 * to start. Changes the state in place. What it has read is kept, whatever cuts it short; a fault that lasts is met again by
 * the first request of the next poll. After `handOnUntilMs` n8n has given the poll up, and no run can be started.
 */
export function* poll(
	state: PollState,
	rules: PollRules,
	runs: RunsInProcess,
	nowMs: number,
	handOnUntilMs = Number.POSITIVE_INFINITY,
): Generator<PageQuestion, PollOutcome, PageAnswer> {
	const { underWay, ends } = runs;
	state.revision += 1;
	applyRunEnds(state, ends, rules.policy);
	requeueLost(state, underWay, rules.policy, nowMs);
	requeueGivenUp(state, rules.policy, nowMs);
	const inHand = new Map<string, ListedOrder>();
	const parts =
		state.lookUp !== null && state.isLookUpFirst
			? [lookBeyond, readWindow]
			: [readWindow, lookBeyond];
	let latestMs = nowMs;
	let pages = 0;
	for (const part of parts) {
		const end: PartEnd = yield* part(state, rules, inHand, latestMs);
		latestMs = end.nowMs;
		pages += end.pages;
		const { problem } = end;
		if (part === readWindow && problem !== null && pages === 0) return { ok: false, problem };
		// The next poll goes on there.
		const isOver = end.isComplete || (part === lookBeyond && problem !== null);
		if (!isOver) break;
	}
	state.isLookUpFirst = parts[0] === readWindow;
	if (latestMs > handOnUntilMs) return { ok: true, runStarts: [], standstill: null };
	const runStarts = dispatch(state, rules, inHand, underWay, latestMs);
	return { ok: true, runStarts, standstill: describeStandstill(state, rules, runs, latestMs) };
}

/** How far a poll came with one part of its reading. */
interface PartEnd {
	isComplete: boolean;
	problem: ApiProblem | null;
	/** How many pages it has read. */
	pages: number;
	nowMs: number;
}

type Part = Generator<PageQuestion, PartEnd, PageAnswer>;

const cutShort = (answer: Exclude<PageAnswer, { kind: 'page' }>, pages: number): PartEnd => ({
	isComplete: false,
	problem: answer.kind === 'problem' ? answer.problem : null,
	pages,
	nowMs: answer.nowMs,
});

function* readWindow(
	state: PollState,
	rules: PollRules,
	inHand: Map<string, ListedOrder>,
	beganAtMs: number,
): Part {
	let nowMs = beganAtMs;
	const shown = new PagesShown();
	for (let pages = 0; ;) {
		const question = questionOf(state, rules);
		if (state.reading?.question !== question)
			state.reading = beginReading(state, question, beganAtMs);
		const { reading } = state;
		if (pages === 0) reading.polls += 1;
		const status = rules.statuses[reading.status];
		if (status === undefined) {
			const wasBaseline = state.isBaseline;
			const isOfOnePage = reading.polls === 1 && pages === rules.statuses.length;
			const baselineMs = state.startedAtMs + reading.offsetMs;
			endReading(state, reading, rules, baselineMs, isOfOnePage);
			if (wasBaseline && state.isBaseline && reading.entries > 0) continue;
			beginLookUp(state, reading, rules, nowMs);
			return { isComplete: true, problem: null, pages, nowMs };
		}
		const answer = yield {
			status,
			afterMs: state.floorMs,
			onlyUnfetched: rules.onlyUnfetched,
			page: reading.page,
		};
		nowMs = answer.nowMs;
		if (answer.kind !== 'page') return cutShort(answer, pages);
		pages += 1;
		if (answer.theirMs !== null) reading.offsetMs = clockOffset(answer.theirMs, nowMs);
		const listed = answer.page.entries.map(parseListedOrder);
		const { page } = reading;
		const isRepeated = recordPage(
			state,
			reading,
			answer.page,
			listed,
			rules,
			state.startedAtMs + reading.offsetMs,
			nowMs + reading.offsetMs,
		);
		shown.note(reading, page, listed, isRepeated);
		for (const order of listed) if (isWantedOrPending(state, order)) inHand.set(order.key, order);
	}
}

const isWantedOrPending = ({ waiting, parcels }: PollState, { key }: ListedOrder): boolean =>
	waiting.has(key) || parcels.has(key);

/**
 * Looks for pending entries that the window did not show, in every status. Marked ones are asked for as well, because the mark
 * settles; not among the delivered, where a list without marks would leave open whether they are marked.
 */
function* lookBeyond(
	state: PollState,
	rules: PollRules,
	inHand: Map<string, ListedOrder>,
	beganAtMs: number,
): Part {
	let nowMs = beganAtMs;
	let before = '';
	const { lookUp } = state;
	if (lookUp !== null) lookUp.polls += 1;
	for (let pages = 0; ; pages += 1) {
		const status = orderStatuses[lookUp?.status ?? 0];
		if (lookUp === null || status === undefined || lookUp.open.size === 0) {
			if (lookUp !== null) endLookUp(state, lookUp, nowMs);
			return { isComplete: true, problem: null, pages, nowMs };
		}
		const { afterMs, page } = lookUp;
		const onlyUnfetched =
			status === 'DELIVERED' && rules.onlyUnfetched && rules.policy.until !== 'success';
		const answer = yield { status, afterMs, onlyUnfetched, page };
		nowMs = answer.nowMs;
		// What was not looked for to the end is not gone.
		if (answer.kind !== 'page') return cutShort(answer, pages);
		const theirNowMs = nowMs + clockOffset(answer.theirMs, nowMs);
		const listed = answer.page.entries.map(parseListedOrder);
		for (const order of listed) {
			const isHandedOn = lookUp.open.delete(order.key)
				? recordFound(state, order, rules, onlyUnfetched, nowMs)
				: recordNew(state, order, rules, theirNowMs);
			if (isHandedOn) inHand.set(order.key, order);
		}
		const keysHere = listed.map(({ key }) => key).join(' ');
		// A server that ignores the page number sends the same again.
		const nextPage = keysHere === before ? null : answer.page.nextPage;
		before = keysHere;
		lookUp.page = nextPage ?? 1;
		if (nextPage === null) lookUp.status += 1;
	}
}

/** How far Apicbase's clock is ahead of this machine's, in ms. */
function clockOffset(theirMs: number | null, nowMs: number): number {
	const offsetMs = theirMs === null ? 0 : theirMs - nowMs;
	const isBelievable = Math.abs(offsetMs) > sameClockMs && Math.abs(offsetMs) <= 2 * dayMs;
	return isBelievable ? offsetMs : 0;
}
