import { endOfList, readPage, type ListPage } from '../../core/api/paging.ts';
import { poll } from '../../core/polling/poll.ts';
import { keyOf, SeenIds } from '../../core/polling/seenIds.ts';
import type { PollRules } from '../../core/polling/state.ts';
import { newState, readState, writeState } from '../../core/polling/storedState.ts';

const pageSize = 200;
const spacingMs = 2_000;
const nowMs = Date.UTC(2026, 10, 20, 6);
const overlapMs = 48 * 3_600_000;
const rules: PollRules = {
	start: { from: 'now' },
	statuses: ['ORDERED'],
	onlyUnfetched: false,
	overlapMs,
	pageSize,
	policy: { until: 'success', maxAttempts: 5, retryAfterMs: 300_000 },
	limit: 100,
	maxRunsAtOnce: 100,
	silenceAlarmHours: 0,
};
const setting = { account: 'account', rules, newName: 'bench', nowMs };

/** A trigger that remembers so many orders, and the pages that its next poll is given: known orders, and new ones before them. */
export interface PollCase {
	stored: object;
	fresh: number;
	pages: Array<{ results: object[]; next: string | null; count: number }>;
}

export function pollCase(remembered: number, inWindow: number, fresh: number): PollCase {
	return { stored: storedState(remembered), fresh, pages: pagesOf(inWindow, fresh) };
}

/** The pages as the trigger reads them out of what Apicbase sent. */
export const readPages = ({ pages }: PollCase): ListPage[] =>
	pages.map(
		(body, index) => readPage(body, index + 1, 'https://api.apicbase.com') ?? endOfList(index + 1),
	);

/** Loads what was stored, decides about the orders that were read, and writes what is to be stored. */
export function decide({ stored, fresh }: PollCase, pages: ListPage[]): void {
	const state = readState({ ...stored }, setting);
	const steps = poll(
		state,
		rules,
		{ underWay: new Set(), ends: [], notStartedSinceMs: null },
		nowMs,
	);
	let step = steps.next();
	while (!step.done) {
		const page = pages[step.value.page - 1] ?? endOfList(step.value.page);
		step = steps.next({ kind: 'page', page, theirMs: nowMs, nowMs });
	}
	JSON.stringify(writeState(state));
	const found = step.value.ok ? step.value.runStarts.length : 0;
	if (found !== fresh) throw new Error(`Expected ${fresh} new orders, found ${found}.`);
}

function storedState(remembered: number): object {
	const seen = new SeenIds();
	for (let index = 0; index < remembered; index += 1)
		seen.add(keyOf(String(index)), nowMs - index * spacingMs);
	const begun = newState(setting);
	return writeState({ ...begun, revision: 1, isBaseline: false, seen });
}

/** Newest first, as Apicbase lists them. */
function pagesOf(inWindow: number, fresh: number): PollCase['pages'] {
	const orders = Array.from({ length: inWindow }, (_, index) => ({
		id: index < fresh ? `new ${index}` : String(index - fresh),
		order_number: `PO-${index}`,
		ordered_on: new Date(nowMs - index * spacingMs).toISOString(),
		packages: [{ quantity_ordered: 1 }],
	}));
	return Array.from({ length: Math.ceil(orders.length / pageSize) }, (_, index) => ({
		results: orders.slice(index * pageSize, (index + 1) * pageSize),
		next: (index + 1) * pageSize < orders.length ? 'further' : null,
		count: orders.length,
	}));
}
