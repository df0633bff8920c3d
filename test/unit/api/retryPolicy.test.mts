import type { HttpResult } from '../../../core/api/httpResult.ts';
import {
	byClock,
	recordReply,
	release,
	reserve,
	unusedRate,
	type RateState,
} from '../../../core/api/rateLimit.ts';
import { decideRetry, type RetryQuestion } from '../../../core/api/retryPolicy.ts';

const nowMs = Date.parse('2026-11-20T12:00:00Z');
const reply = (status: number, headers: Record<string, unknown> = {}): HttpResult => ({
	kind: 'reply',
	status,
	headers,
	text: '',
});
const decide = (result: HttpResult, changes: Partial<RetryQuestion> = {}) =>
	decideRetry({
		attempt: 1,
		result,
		idempotent: true,
		nowMs,
		deadlineMs: nowMs + 120_000,
		jitter: 0,
		...changes,
	});

test.each([408, 425, 429, 500, 502, 503, 504, 520, 524])('asks again after %p', (status) => {
	expect(decide(reply(status)).retry).toBe(true);
});

test.each([200, 301, 400, 401, 403, 404, 409, 422, 501, 505])(
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

test('waits as long as its own pause when Apicbase asks for less', () => {
	const waits = [1, 2, 3].map((attempt) => decide(reply(429, { 'Retry-After': '0' }), { attempt }));
	expect(waits).toEqual([1000, 2000, 4000].map((waitMs) => ({ retry: true, waitMs })));
});

test.each([
	{ kind: 'untrusted_certificate', code: 'CERT_HAS_EXPIRED' },
	{ kind: 'blocked_by_n8n' },
	{ kind: 'proxy_login' },
	{ kind: 'token_refused', reason: 'invalid_client' },
	{ kind: 'token_absent', sent: 'a web page' },
	{ kind: 'not_connected' },
	{ kind: 'cancelled' },
] as HttpResult[])('does not ask again after %j', (result) => {
	expect(decide(result)).toEqual({ retry: false });
});

test('waits a minute when a throttled reply says nothing', () => {
	expect(decide(reply(429))).toEqual({ retry: true, waitMs: 60_000 });
});

test('sends a hundred requests at once and each further one a minute and a second after the one it follows', () => {
	let state: RateState = unusedRate;
	const dueMs = Array.from({ length: 201 }, (_, index) => {
		const reserved = reserve(state, nowMs + index);
		state = reserved.state;
		return index + reserved.waitMs;
	});
	expect(dueMs.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, index) => index));
	expect(dueMs.slice(100, 200)).toEqual(Array.from({ length: 100 }, (_, index) => 61_000 + index));
	expect(dueMs[200]).toBe(122_000);
});

test('lets nobody send before a throttled caller may', () => {
	const state = recordReply(unusedRate, { status: 429, headers: { 'Retry-After': '5' } }, nowMs);
	expect(reserve(state, nowMs + 2000).waitMs).toBe(3000);
	expect(recordReply(state, { status: 200, headers: {} }, nowMs)).toBe(state);
});

test.each(['RateLimit-Limit', 'x-ratelimit-limit', 'X-Rate-Limit-Limit'])(
	'counts by the limit that %s announces',
	(name) => {
		let state = recordReply(unusedRate, { status: 200, headers: { [name]: '2, 2;w=60' } }, nowMs);
		const waits = [0, 1, 2].map(() => {
			const reserved = reserve(state, nowMs);
			state = reserved.state;
			return reserved.waitMs;
		});
		expect(waits).toEqual([0, 0, 61_000]);
	},
);

test('gives a reserved moment back', () => {
	const { dueMs, state } = reserve(unusedRate, nowMs);
	expect(release(state, dueMs)).toEqual({ ...unusedRate, latestMs: nowMs });
});

test('makes nobody wait for a clock that was put back by an hour to catch up', () => {
	const hourAgoMs = nowMs - 3_600_000;
	let state: RateState = unusedRate;
	for (let sent = 0; sent < 100; sent += 1) state = reserve(state, nowMs).state;
	state = recordReply(state, { status: 429, headers: { 'Retry-After': '30' } }, nowMs);
	const { waitMs, state: after } = reserve(state, hourAgoMs);
	expect(waitMs).toBe(61_000);
	expect(reserve(after, hourAgoMs + 62_000).waitMs).toBe(0);
	expect(byClock(state, hourAgoMs).closedUntilMs).toBe(hourAgoMs + 30_000);
});
