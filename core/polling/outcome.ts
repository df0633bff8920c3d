import { pauseAfterMs, type Delivery } from './delivery';
import type { OwedOrder, PollMemory } from './memory';
import { addSeen } from './seenText';

/** How a run that an order was handed to came out; `notStarted` when n8n started none. */
export interface Outcome {
	key: string;
	orderedOnMs: number | null;
	attempt: number;
	result: 'success' | 'failure' | 'notStarted';
	reason: string | null;
	endedAtMs: number;
}

const longestReason = 200;

/** Takes in how runs came out: a good end settles the order, a bad one sets when it is tried again. */
export function settle(
	memory: PollMemory,
	outcomes: readonly Outcome[],
	delivery: Delivery,
): PollMemory {
	if (outcomes.length === 0) return memory;
	const owed = new Map(memory.owed);
	const unheardOf: Array<[key: string, orderedOnMs: number]> = [];
	for (const outcome of outcomes) {
		const order = owed.get(outcome.key);
		// n8n may have run the order and yet not stored that it was handed over.
		if (order === undefined && outcome.result === 'success')
			unheardOf.push([outcome.key, outcome.orderedOnMs ?? outcome.endedAtMs]);
		// An outcome of an earlier attempt was taken in before.
		if (order === undefined || order.attempt !== outcome.attempt) continue;
		const after = settleOne(order, outcome, delivery);
		if (after === undefined) owed.delete(outcome.key);
		else owed.set(outcome.key, after);
	}
	return { ...memory, owed, seen: addSeen(memory.seen, unheardOf) };
}

/** Whether an outcome is still to be taken in: what was stored owes the order, or has never heard of it. */
export const isOpen = ({ owed, seen }: PollMemory, { key, attempt }: Outcome): boolean =>
	owed.has(key) ? owed.get(key)?.attempt === attempt : !seen.has(key);

function settleOne(
	order: OwedOrder,
	{ result, reason, endedAtMs }: Outcome,
	delivery: Delivery,
): OwedOrder | undefined {
	if (result === 'notStarted')
		return { ...order, attempt: order.attempt - 1, retryAtMs: endedAtMs, reason };
	// Only the mark at Apicbase settles an order then, whatever became of the run.
	if (delivery.until === 'fetched') return order;
	if (result === 'success' || delivery.until === 'once') return undefined;
	const isLast = order.attempt >= delivery.maxAttempts;
	return {
		...order,
		reason: reason === null ? null : reason.slice(0, longestReason),
		retryAtMs: isLast ? endedAtMs : endedAtMs + pauseAfterMs(delivery, order.attempt),
	};
}

/** Brings an order back that was given up, when more attempts are allowed than it had. */
export function reopen(memory: PollMemory, delivery: Delivery, nowMs: number): PollMemory {
	if (delivery.until !== 'success' || memory.givenUp.size === 0) return memory;
	const owed = new Map(memory.owed);
	const givenUp = new Map(memory.givenUp);
	for (const [key, { id, orderNumber, orderedOnMs, reason, attempts: attempt }] of memory.givenUp) {
		if (attempt >= delivery.maxAttempts) continue;
		givenUp.delete(key);
		owed.set(key, { id, orderNumber, orderedOnMs, reason, attempt, retryAtMs: nowMs });
	}
	return { ...memory, owed, givenUp };
}
