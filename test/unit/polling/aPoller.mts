import type { ListPage } from '../../../core/api/paging.ts';
import type { ApiProblem } from '../../../core/api/problem.ts';
import type { RunStart } from '../../../core/polling/dispatch.ts';
import { poll, type PageQuestion, type PollOutcome } from '../../../core/polling/poll.ts';
import type { RunEnd } from '../../../core/polling/runEnds.ts';
import type { PollRules } from '../../../core/polling/state.ts';
import { readState, writeState } from '../../../core/polling/storedState.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const beganAtMs = Date.UTC(2026, 2, 1, 12);

export interface Entry {
	id: string;
	order_number: string;
	status: string;
	ordered_on: string;
	fetched_by_supplier?: boolean;
	packages: unknown;
}

/** An entry of Apicbase's list, placed so many ms after the trigger began. */
export const anEntry = (id: string, placedMs = 0, more: Partial<Entry> = {}): Entry => ({
	id,
	order_number: `PO-${id}`,
	status: 'ORDERED',
	ordered_on: new Date(beganAtMs + placedMs).toISOString(),
	packages: [{ quantity_ordered: '1' }],
	...more,
});

const faults: Record<'away' | 'forbidden', ApiProblem> = {
	away: { kind: 'unavailable', message: 'Apicbase is away.', description: '', status: 503 },
	forbidden: { kind: 'permission', message: 'No scope.', description: '', status: 403 },
};

export const usualRules: PollRules = {
	start: { from: 'date', dateMs: beganAtMs - 30 * day },
	statuses: ['ORDERED'],
	onlyUnfetched: false,
	overlapMs: 48 * hour,
	pageSize: 200,
	policy: { until: 'success', maxAttempts: 5, retryAfterMs: 5 * minute },
	limit: 100,
	maxRunsAtOnce: 20,
	silenceAlarmHours: 0,
};

/** A trigger whose polls read this list, and whose state goes through JSON between them. */
export function aPoller(list: Entry[], ruled: Partial<PollRules> = {}) {
	const rules = { ...usualRules, ...ruled };
	const poller = {
		nowMs: beganAtMs,
		list,
		rules,
		/** What n8n stored. */
		stored: {} as Record<string, unknown>,
		underWay: new Map<string, RunStart>(),
		ends: [] as RunEnd[],
		notStartedSinceMs: null as number | null,
		/** How many pages a poll has time for. */
		pagesInTime: 60,
		questions: [] as PageQuestion[],
		/** How far Apicbase's clock is ahead of ours; `null` when it does not say. */
		theirAheadMs: 0 as number | null,
		/** When n8n gives a poll up. */
		handOnUntilMs: Number.POSITIVE_INFINITY,
		/** Whether Apicbase answers a question. */
		answerAs: (_question: PageQuestion): 'page' | 'away' | 'forbidden' => 'page',
		/** Changes a page on its way. */
		page: (page: ListPage): ListPage => page,
		/** What Apicbase lists for a question, all pages of it. */
		listed: ({ status, afterMs, onlyUnfetched }: PageQuestion): Entry[] =>
			poller.list.filter(
				(entry) =>
					entry.status === status &&
					(afterMs === null || Date.parse(entry.ordered_on) > afterMs) &&
					!(onlyUnfetched && entry.fetched_by_supplier === true),
			),
		state: () =>
			readState(JSON.parse(JSON.stringify(poller.stored)) as Record<string, unknown>, {
				account: 'account',
				rules,
				newName: 'name',
				nowMs: poller.nowMs,
			}),
		/** One poll, so long after the one before; returns the ids it hands on as orders. */
		poll: (afterMs = minute): string[] => {
			poller.nowMs += afterMs;
			const outcome = poller.outcomeOfPoll();
			if (!outcome.ok) throw new Error(outcome.problem.message);
			return outcome.runStarts.flatMap((runStart) =>
				runStart.kind === 'order' ? [runStart.order.id ?? ''] : [],
			);
		},
		outcomeOfPoll: (): PollOutcome => {
			const state = poller.state();
			const { notStartedSinceMs } = poller;
			const underWay = new Set(poller.underWay.keys());
			const runs = { underWay, ends: poller.ends.splice(0), notStartedSinceMs };
			const steps = poll(state, rules, runs, poller.nowMs, poller.handOnUntilMs);
			let step = steps.next();
			for (let pages = 1; !step.done; pages += 1) {
				if (pages > 1000) throw new Error('The poll does not come to an end.');
				const question = step.value;
				if (pages > 1 && pages > poller.pagesInTime) {
					step = steps.next({ kind: 'no_time_left', nowMs: poller.nowMs });
					continue;
				}
				poller.questions.push(question);
				const answerAs = poller.answerAs(question);
				if (answerAs !== 'page') {
					step = steps.next({ kind: 'problem', problem: faults[answerAs], nowMs: poller.nowMs });
					continue;
				}
				const { page } = question;
				const listed = poller.listed(question);
				const hasNext = page * rules.pageSize < listed.length;
				step = steps.next({
					kind: 'page',
					page: poller.page({
						page,
						entries: listed.slice((page - 1) * rules.pageSize, page * rules.pageSize),
						count: listed.length,
						hasNext,
						nextPage: hasNext ? page + 1 : null,
					}),
					theirMs: poller.theirAheadMs === null ? null : poller.nowMs + poller.theirAheadMs,
					nowMs: poller.nowMs,
				});
			}
			poller.stored = writeState(state);
			expect(writeState(poller.state())).toEqual(poller.stored);
			if (step.value.ok)
				for (const runStart of step.value.runStarts) poller.underWay.set(runStart.key, runStart);
			return step.value;
		},
		/** Ends all runs under way. */
		end: (result: RunEnd['result'], reason: string | null = null): RunStart[] => {
			const ended = [...poller.underWay.values()];
			for (const { key, turn, orderedOnMs } of ended)
				poller.ends.push({ key, turn, orderedOnMs, result, reason, endedAtMs: poller.nowMs });
			poller.underWay.clear();
			return ended;
		},
	};
	return poller;
}
