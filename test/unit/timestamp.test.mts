import { readOrderedOnMs } from '../../core/timestamp.ts';

it.each([
	['2026-11-20T06:15:30.123456Z', Date.UTC(2026, 10, 20, 6, 15, 30, 123) + 0.456],
	['2026-11-20T07:15:30+01:00', Date.UTC(2026, 10, 20, 6, 15, 30)],
	['2026-11-20T07:15:30+0100', Date.UTC(2026, 10, 20, 6, 15, 30)],
	['2026-11-20 06:15', Date.UTC(2026, 10, 20, 6, 15)],
	['2026-11-20', Date.UTC(2026, 10, 20)],
	['2028-02-29', Date.UTC(2028, 1, 29)],
	['2026-02-30', null],
	['2026-02-30T06:15:30Z', null],
	['2026-13-01T06:15Z', null],
	['2026-11-20T25:00Z', null],
	['yesterday', null],
	[null, null],
])('reads %j as a moment', (text, ms) => {
	expect(readOrderedOnMs(text)).toBe(ms);
});
