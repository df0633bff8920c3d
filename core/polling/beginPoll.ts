import type { Delivery } from './delivery';
import { newMemory, type PollMemory, type Start } from './memory';
import { reopen, settle, type Outcome } from './outcome';
import { readMemory } from './readMemory';

/** What the user set, as far as the memory depends on it. */
export interface PollPlan {
	source: string;
	start: Start;
	overlapMs: number;
	delivery: Delivery;
}

/** The memory a poll works on: what was stored, or a new one, with the runs that have ended taken in. */
export function beginPoll(
	stored: Readonly<Record<string, unknown>>,
	plan: PollPlan,
	outcomes: readonly Outcome[],
	nowMs: number,
): PollMemory {
	const { source, start, overlapMs, delivery } = plan;
	const memory =
		readMemory(stored, { source, overlapMs, nowMs }) ?? newMemory(source, start, overlapMs, nowMs);
	return reopen(settle(memory, outcomes, delivery), delivery, nowMs);
}
