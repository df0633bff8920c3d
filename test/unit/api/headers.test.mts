import {
	announcedPerMinute,
	exhaustedDelay,
	replyDelay,
	throttleDelay,
	type ReplyHeaders,
} from '../../../core/api/headers.ts';

const nowMs = Date.parse('2026-11-20T12:00:00Z');
const theirNow = 'Fri, 20 Nov 2026 15:00:00 GMT';
const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;

test.each([
	[{ 'Retry-After': '30' }, 30_000],
	[{ 'Retry-After': 30 }, 30_000],
	[{ 'RETRY-AFTER': ['7'] }, 7000],
	[{ 'retry-after': '1.5' }, 1500],
	[{ 'retry-after': 'Fri, 20 Nov 2026 12:00:45 GMT' }, 45_000],
	[{ 'retry-after': '2026-11-20T12:00:45Z' }, 45_000],
	[{ 'retry-after': String(nowMs / 1000 + 20) }, 20_000],
	[{ 'retry-after': String(nowMs + 20_000) }, 20_000],
	// Their clock is three hours ahead of ours.
	[{ 'retry-after': 'Fri, 20 Nov 2026 15:00:45 GMT', Date: theirNow }, 45_000],
	[{ 'retry-after': '30', Date: theirNow }, 30_000],
	// At once, or earlier, is in a second.
	[{ 'retry-after': '0' }, 1000],
	[{ 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' }, 1000],
	// Never longer than a quarter of an hour.
	[{ 'retry-after': '3600' }, quarterMs],
	[{ 'retry-after': '31536000' }, quarterMs],
	[{ 'retry-after': 'Sat, 20 Nov 2027 12:00:00 GMT' }, quarterMs],
	[{ 'retry-after': '9'.repeat(400) }, undefined],
	[{ 'retry-after': '-5' }, undefined],
	[{ 'retry-after': '' }, undefined],
	[{ 'retry-after': 'soon' }, undefined],
	[{ 'retry-after': '30 seconds' }, undefined],
	[{ 'retry-after': null }, undefined],
	[{ 'RateLimit-Reset': '20' }, undefined],
] as Array<[ReplyHeaders, number | undefined]>)(
	'reads Retry-After out of %j',
	(headers, waitMs) => {
		expect(replyDelay(headers, nowMs)?.waitMs).toBe(waitMs);
	},
);

test('keeps what was asked for beside what is waited', () => {
	expect(replyDelay({ 'retry-after': '86400' }, nowMs)).toEqual({
		waitMs: quarterMs,
		askedMs: 86_400_000,
	});
});

test.each([
	[{ 'Retry-After': '7', 'RateLimit-Reset': '20' }, 7000],
	[{ 'Retry-After': '-7', 'RateLimit-Reset': '20' }, 20_000],
	[{ 'X-RateLimit-Reset': String(nowMs / 1000 + 12) }, 12_000],
	[{ 'X-RateLimit-Reset': String(nowMs + 12_000) }, 12_000],
	[{ 'X-RateLimit-Reset': String(Date.parse(theirNow) / 1000 + 12), date: theirNow }, 12_000],
	[{ 'X-RateLimit-Reset': '2026-11-20T12:00:12Z' }, 12_000],
	[{ 'ratelimit-reset': '20' }, 20_000],
	[{ 'X-Rate-Limit-Reset': '20' }, 20_000],
	[{ 'ratelimit-reset': '0' }, 1000],
	[{ 'ratelimit-reset': '45000' }, quarterMs],
	[{ 'ratelimit-reset': '-1' }, minuteMs],
	[{}, minuteMs],
] as Array<[ReplyHeaders, number]>)(
	'reads how long a throttled caller waits out of %j',
	(headers, waitMs) => {
		expect(throttleDelay(headers, nowMs).waitMs).toBe(waitMs);
	},
);

test.each([
	[{ 'RateLimit-Remaining': '0', 'RateLimit-Reset': '20' }, 20_000],
	[{ 'RateLimit-Remaining': '-3', 'RateLimit-Reset': '20' }, 20_000],
	[{ 'RateLimit-Remaining': '0, 0;w=60' }, minuteMs],
	[{ 'RateLimit-Remaining': '1', 'RateLimit-Reset': '20' }, undefined],
	[{ 'RateLimit-Remaining': 'some' }, undefined],
	[{}, undefined],
] as Array<[ReplyHeaders, number | undefined]>)(
	'knows from %j how long no request is left',
	(headers, waitMs) => {
		expect(exhaustedDelay(headers, nowMs)?.waitMs).toBe(waitMs);
	},
);

test.each([
	['60', 60],
	['100, 100;w=60', 100],
	['10;w=1', 600],
	['3000;w=3600', 50],
	['1;w=3600', 1],
	['0', undefined],
	['many', undefined],
])('reads the limit %p as %p requests a minute', (announced, perMinute) => {
	expect(announcedPerMinute({ 'RateLimit-Limit': announced })).toBe(perMinute);
});
