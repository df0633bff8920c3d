import { IANAZone } from 'luxon';
import { formatDay, LocalClock, readOrderedOnMs, readTimestamp } from '../../core/timestamp.ts';

it.each([
	['2026-11-20T06:15:30.123456Z', Date.UTC(2026, 10, 20, 6, 15, 30, 123) + 0.456],
	['2026-11-20T07:15:30+01:00', Date.UTC(2026, 10, 20, 6, 15, 30)],
	['2026-11-20T07:15:30+0100', Date.UTC(2026, 10, 20, 6, 15, 30)],
	['2026-11-20 07:15:30+01', Date.UTC(2026, 10, 20, 6, 15, 30)],
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

describe('the local time on a day on which clocks are changed', () => {
	const clock = new LocalClock(IANAZone.create('Europe/Brussels'));

	it.each([
		['2027-03-27T23:59:00Z', '2027-03-28', 0, 59],
		['2027-03-28T00:59:59.9Z', '2027-03-28', 1, 59],
		['2027-03-28T01:00:00Z', '2027-03-28', 3, 0],
		['2027-03-28T21:59:00Z', '2027-03-28', 23, 59],
		['2027-03-28T22:00:00Z', '2027-03-29', 0, 0],
		['2027-10-30T22:00:00Z', '2027-10-31', 0, 0],
		['2027-10-31T00:59:00Z', '2027-10-31', 2, 59],
		['2027-10-31T01:00:00Z', '2027-10-31', 2, 0],
		['2027-10-31T22:59:00Z', '2027-10-31', 23, 59],
		['2027-10-31T02:30:00+02:00', '2027-10-31', 2, 30],
		['2027-10-31T02:30:00+01:00', '2027-10-31', 2, 30],
	])('is at %s what the wall shows: %s, %d:%d', (text, day, hours, minutes) => {
		const time = readTimestamp(text, clock)!;
		expect(formatDay(time.day)).toBe(day);
		expect(Math.floor(time.clockMs! / 60_000)).toBe(60 * hours + minutes);
	});
});

it.each([
	['2027-10-02T15:29:00Z', 1, 59],
	['2027-10-02T15:30:00Z', 2, 30],
])('knows a zone that changes its clocks at half past: %s', (text, hours, minutes) => {
	const clock = new LocalClock(IANAZone.create('Australia/Lord_Howe'));
	expect(readTimestamp(text, clock)!.clockMs).toBe((60 * hours + minutes) * 60_000);
});

it.each([
	'9999-12-31T23:59:59Z',
	'2026-12-01T06:00:00+25:00',
	'2026-12-01T06:00:00-1500',
	'2026-12-01T06:00+15',
])('takes what is on no calendar, or in no place on earth, for no date: %s', (text) => {
	expect(readTimestamp(text, new LocalClock(IANAZone.create('Europe/Brussels')))).toBeUndefined();
});

it.each(['2026-12-01T06:00:00+14:00', '2026-12-01T06:00:00-1200', '2026-12-01T06:00+01'])(
	'takes an offset of up to fourteen hours: %s',
	(text) => {
		expect(readTimestamp(text, new LocalClock(IANAZone.create('UTC')))).toBeDefined();
	},
);
