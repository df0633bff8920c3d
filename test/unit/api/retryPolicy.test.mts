import type { Exchange } from '../../../core/api/exchange.ts';
import { exhaustedForMs, retryAfterMs, throttledForMs } from '../../../core/api/headers.ts';
import { bookRequest, heedReply, unusedRate, type RateState } from '../../../core/api/rateLimit.ts';
import { decideRetry, type RetryQuestion } from '../../../core/api/retryPolicy.ts';

const nowMs = Date.parse('2026-11-20T12:00:00Z');
const reply = (status: number, headers: Record<string, unknown> = {}): Exchange => ({
	kind: 'reply',
	status,
	headers,
	text: '',
});
const decide = (exchange: Exchange, changes: Partial<RetryQuestion> = {}) =>
	decideRetry({
		attempt: 1,
		exchange,
		idempotent: true,
		nowMs,
		deadlineMs: nowMs + 120_000,
		jitter: 0,
		...changes,
	});

test.each([408, 429, 500, 502, 503, 504])('asks again after %p', (status) => {
	expect(decide(reply(status)).retry).toBe(true);
});

test.each([200, 301, 400, 401, 403, 404, 409, 422, 501])(
	'does not ask again after %p',
	(status) => {
		expect(decide(reply(status))).toEqual({ retry: false });
	},
);

test('waits 1, 2 and 4 seconds, then gives up', () => {
	const waits = [1, 2, 3, 4].map((attempt) => decide({ kind: 'network', code: null }, { attempt }));
	expect(waits).toEqual([
		{ retry: true, waitMs: 1000 },
		{ retry: true, waitMs: 2000 },
		{ retry: true, waitMs: 4000 },
		{ retry: false },
	]);
	expect(decide({ kind: 'timeout', afterMs: 1 }, { jitter: 1 })).toEqual({
		retry: true,
		waitMs: 500,
	});
});

test('sends a write again only when that does no harm', () => {
	expect(decide(reply(503), { idempotent: false })).toEqual({ retry: false });
});

test('reads a cut-off reply again', () => {
	expect(decide(reply(200), { unreadable: true })).toEqual({ retry: true, waitMs: 1000 });
});

test('begins no wait that lasts past the deadline', () => {
	expect(decide(reply(429, { 'Retry-After': '120' }))).toEqual({ retry: false });
	expect(decide(reply(429, { 'Retry-After': '119' }))).toEqual({ retry: true, waitMs: 119_000 });
});

test('waits a minute when a throttled reply says nothing', () => {
	expect(decide(reply(429))).toEqual({ retry: true, waitMs: 60_000 });
});

test.each([
	[{ 'Retry-After': '30' }, 30_000],
	[{ 'retry-after': 'Fri, 20 Nov 2026 12:00:45 GMT' }, 45_000],
	[{ 'RETRY-AFTER': ['7'] }, 7_000],
	[{ 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }, 0],
	[{ 'retry-after': 'soon' }, undefined],
	[{ 'RateLimit-Reset': '20' }, undefined],
])('reads Retry-After out of %j', (headers, waitMs) => {
	expect(retryAfterMs(headers, nowMs)).toBe(waitMs);
});

test.each([
	[{ 'X-RateLimit-Reset': String(nowMs / 1000 + 12) }, 12_000],
	[{ 'ratelimit-reset': '20' }, 20_000],
	[{ 'X-Rate-Limit-Reset': '20' }, 20_000],
	[{}, 60_000],
])('reads how long a throttled caller waits out of %j', (headers, waitMs) => {
	expect(throttledForMs(headers, nowMs)).toBe(waitMs);
});

test('knows when no request is left', () => {
	expect(exhaustedForMs({ 'RateLimit-Remaining': '0', 'RateLimit-Reset': '20' }, nowMs)).toBe(
		20_000,
	);
	expect(exhaustedForMs({ 'RateLimit-Remaining': '1', 'RateLimit-Reset': '20' }, nowMs)).toBe(0);
	expect(exhaustedForMs({}, nowMs)).toBe(0);
});

test('sends a hundred requests at once and each further one a minute after the one it follows', () => {
	let state: RateState = unusedRate;
	const dueMs = Array.from({ length: 201 }, (_, index) => {
		const booked = bookRequest(state, nowMs + index);
		state = booked.state;
		return index + booked.waitMs;
	});
	expect(dueMs.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, index) => index));
	expect(dueMs.slice(100, 200)).toEqual(Array.from({ length: 100 }, (_, index) => 60_000 + index));
	expect(dueMs[200]).toBe(120_000);
});

test('lets nobody send before a throttled caller may', () => {
	const state = heedReply(unusedRate, { status: 429, headers: { 'Retry-After': '5' } }, nowMs);
	expect(bookRequest(state, nowMs + 2000).waitMs).toBe(3000);
	expect(heedReply(state, { status: 200, headers: {} }, nowMs)).toBe(state);
});

test.each(['RateLimit-Limit', 'x-ratelimit-limit', 'X-Rate-Limit-Limit'])(
	'counts by the limit that %s announces',
	(name) => {
		let state = heedReply(unusedRate, { status: 200, headers: { [name]: '2, 2;w=60' } }, nowMs);
		const waits = [0, 0, 60_000].map(() => {
			const booked = bookRequest(state, nowMs);
			state = booked.state;
			return booked.waitMs;
		});
		expect(waits).toEqual([0, 0, 60_000]);
	},
);
