import { pauseAfterMs, type Delivery } from '../../../core/polling/delivery.ts';
import { settle, type Outcome } from '../../../core/polling/outcome.ts';
import { newMemory, type PollMemory } from '../../../core/polling/memory.ts';
import { watchSilence } from '../../../core/polling/silence.ts';

const nowMs = Date.UTC(2026, 10, 20, 6);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const untilSuccess = { until: 'success' as const, maxAttempts: 3, retryAfterMs: 5 * minuteMs };
const owed = {
	id: '1',
	orderNumber: 'PO-1',
	orderedOnMs: nowMs,
	attempt: 1,
	retryAtMs: nowMs + 5 * minuteMs,
	reason: null,
};
const memory: PollMemory = {
	...newMemory('account', { from: 'now' }, 48 * hourMs, nowMs),
	owed: new Map([['key', owed]]),
};
const ended = (changes: Partial<Outcome>): Outcome => ({
	key: 'key',
	orderedOnMs: nowMs,
	attempt: 1,
	result: 'success',
	reason: null,
	endedAtMs: nowMs + 1000,
	...changes,
});
const owedAfter = (outcome: Partial<Outcome>, delivery: Delivery = untilSuccess) =>
	Object.fromEntries(settle(memory, [ended(outcome)], delivery).owed);

it('doubles the pause with every attempt, up to a day', () => {
	expect(
		[1, 2, 3, 9, 10, 500].map((attempt) => pauseAfterMs(untilSuccess, attempt) / minuteMs),
	).toEqual([5, 10, 20, 1280, 1440, 1440]);
});

describe('an order', () => {
	it('is settled by a run that ends well', () => {
		expect(owedAfter({})).toEqual({});
	});

	it('waits after a run that ends badly, and keeps the reason', () => {
		expect(owedAfter({ result: 'failure', reason: 'The ERP is closed' })).toEqual({
			key: { ...owed, reason: 'The ERP is closed', retryAtMs: nowMs + 1000 + 5 * minuteMs },
		});
	});

	it('is due at once, as the same attempt, when n8n started no run', () => {
		expect(owedAfter({ result: 'notStarted' })).toEqual({
			key: { ...owed, attempt: 0, retryAtMs: nowMs + 1000 },
		});
	});

	it('is not touched by what became of an earlier attempt', () => {
		expect(owedAfter({ attempt: 0, result: 'failure' })).toEqual({ key: owed });
	});

	it('is settled only by the mark when it comes again until marked', () => {
		expect(owedAfter({}, { until: 'fetched', redeliverAfterMs: hourMs })).toEqual({ key: owed });
	});

	it('that ran although n8n did not store that it was handed over counts as known', () => {
		const settled = settle({ ...memory, owed: new Map() }, [ended({})], untilSuccess);
		expect([...settled.seen]).toEqual([['key', nowMs]]);
	});
});

it('says nothing about silence unless asked to', () => {
	expect(watchSilence(memory, memory, 0, nowMs + 999 * hourMs)).toEqual({
		next: memory,
		item: null,
	});
});
