import {
	calendarOf,
	earliestDelivery,
	isAfterCutOff,
	type DeliveryCalendar,
} from '../../../core/validation/deliveryCalendar.ts';
import { readSettings, type RawSettings } from '../../../core/validation/settings.ts';
import { readDay, readTimestamp, weekdayOf } from '../../../core/timestamp.ts';

function aCalendar(typed: RawSettings = {}, timeZone = 'Europe/Brussels'): DeliveryCalendar {
	const read = readSettings(
		{ leadTimeDays: 1, cutOffTime: '16:00', deliveryDays: [1, 2, 3, 4, 5], ...typed },
		timeZone,
	);
	if (!read.ok) throw new Error(JSON.stringify(read.problem));
	return calendarOf(read.settings);
}

const at = (text: string, calendar: DeliveryCalendar) => readTimestamp(text, calendar.clock)!;

function earliest(ordered: string, calendar: DeliveryCalendar): string {
	const day = earliestDelivery(calendar, at(ordered, calendar), { lateCounts: true });
	return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

describe('the first day an order can be delivered on', () => {
	it.each([
		['on Friday before the cut-off', '2026-11-20T14:59:59Z', '2026-11-23'],
		['on Friday after the cut-off', '2026-11-20T15:00:01Z', '2026-11-24'],
		['on Saturday', '2026-11-21T09:00:00Z', '2026-11-24'],
		['on Sunday night, which is Monday in Brussels', '2026-11-22T23:30:00Z', '2026-11-24'],
		['on Monday after the cut-off', '2026-11-23T16:00:00Z', '2026-11-25'],
	])('placed %s', (_when, ordered, day) => {
		expect(earliest(ordered, aCalendar())).toBe(day);
	});

	it('skips closed dates, as day of delivery and as day of preparation', () => {
		const calendar = aCalendar({ closedDates: '2026-12-24\n2026-12-25, 2027-01-01' });
		expect([
			earliest('2026-12-23T09:00:00Z', calendar),
			earliest('2026-12-24T09:00:00Z', calendar),
		]).toEqual(['2026-12-28', '2026-12-29']);
	});

	it('counts the lead time in delivery days', () => {
		expect(earliest('2026-11-20T09:00:00Z', aCalendar({ leadTimeDays: 5 }))).toBe('2026-11-27');
		expect(
			earliest('2026-11-20T09:00:00Z', aCalendar({ leadTimeDays: '3', deliveryDays: [5] })),
		).toBe('2026-12-11');
	});

	it('is the same day without lead time, until the cut-off', () => {
		const calendar = aCalendar({ leadTimeDays: 0 });
		expect([
			earliest('2026-11-20T15:00:00Z', calendar),
			earliest('2026-11-20T15:01:00Z', calendar),
		]).toEqual(['2026-11-20', '2026-11-23']);
	});
});

describe('the cut-off time', () => {
	it('stays at 16:00 by the clock when summer time ends and begins', () => {
		const calendar = aCalendar();
		const late = [
			'2026-10-23T14:00:00Z',
			'2026-10-23T14:01:00Z',
			'2026-10-26T15:00:00Z',
			'2026-10-26T15:01:00Z',
			'2027-03-26T15:01:00Z',
			'2027-03-29T14:01:00Z',
		];
		expect(late.map((ordered) => isAfterCutOff(calendar, at(ordered, calendar)))).toEqual([
			false,
			true,
			false,
			true,
			true,
			true,
		]);
	});

	it('is that of the supplier, wherever n8n runs', () => {
		const [brussels, tokyo] = [
			aCalendar({ deliveryDays: [] }),
			aCalendar({ deliveryDays: [] }, 'Asia/Tokyo'),
		];
		expect([
			isAfterCutOff(brussels, at('2026-11-20T08:00:00Z', brussels)),
			isAfterCutOff(tokyo, at('2026-11-20T08:00:00Z', tokyo)),
		]).toEqual([false, true]);
	});
});

describe('a time as Apicbase may send it', () => {
	const calendar = aCalendar();
	const read = (text: string) => readTimestamp(text, calendar.clock);
	const day = readDay('2026-11-20')!;
	const hours = (count: number) => count * 3_600_000;

	it.each([
		['2026-11-20T06:00:00Z', hours(7)],
		['2026-11-20T06:00:00.1Z', hours(7) + 100],
		['2026-11-20T06:00:00.123456Z', hours(7) + 123],
		['2026-11-20T06:00:00', hours(7)],
		['2026-11-20 06:00:00', hours(7)],
		['2026-11-20T06:00', hours(7)],
		['2026-11-20T07:00:00.123456+01:00', hours(7) + 123],
		['2026-11-20T01:00:00-05:00', hours(7)],
		['2026-11-20', null],
	])('%s is read', (text, clockMs) => {
		expect(read(text)).toEqual({ day, clockMs });
	});

	it.each([
		'',
		'tomorrow',
		'2026',
		'20261120',
		'2026-11',
		'2026-W47',
		'2026-13-01',
		'2026-02-30',
		'2026-02-30T06:00:00Z',
		'2026-11-20T25:00:00Z',
		'2026-11-20T',
		'1763618400',
		'2026-11-20T06:00:00Z junk',
	])('%j is none', (text) => {
		expect(read(text)).toBeUndefined();
	});

	it('falls on the right weekday', () => {
		expect(
			['2026-11-20', '2026-11-22', '2026-11-23', '1969-12-31'].map((text) =>
				weekdayOf(readDay(text)!),
			),
		).toEqual([5, 7, 1, 3]);
	});
});
