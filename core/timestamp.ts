import { DateTime, type Zone } from 'luxon';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

/** Moments outside of these belong to no order; epoch ms. */
export const earliestOrderMs = Date.UTC(2000, 0, 1);
export const latestOrderMs = Date.UTC(2100, 0, 1);

declare const unit: unique symbol;

/** A day without a time, in days since 1970-01-01; branded, so that a day of the week is never taken for one. */
export type CalendarDay = number & { readonly [unit]: 'calendar day' };

const toDay = (days: number) => days as CalendarDay;

/** The day of a date; months count from 1. */
export const calendarDay = (year: number, month: number, dayOfMonth: number): CalendarDay =>
	toDay(Date.UTC(year, month - 1, dayOfMonth) / dayMs);

/** The day so many days later. */
export const addDays = (day: CalendarDay, days: number): CalendarDay => toDay(day + days);

/** A moment as the clock on the supplier's wall shows it. */
export interface LocalTime {
	day: CalendarDay;
	/** Milliseconds since that day's midnight by the clock; `null` for a day without a time. */
	clockMs: number | null;
}

const quarterMs = 900_000;
const quartersRemembered = 1000;
const startsLikeADate = /^\d{4}-\d\d-\d\d[T ]/;
const dateOnly = /^\d{4}-\d\d-\d\d$/;
const dateLength = 10;
/** What Apicbase sends nearly always; JavaScript's own clock reads it twenty times as fast as luxon. */
const usual = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/;

/**
 * Reads what Apicbase may send for a date or time (`Z`, an offset or none, which means UTC; 0 to 6 decimals; a date alone)
 * as the supplier's local time. A date alone is that very day, whatever the time zone. `undefined` when it is neither.
 */
export function readTimestamp(text: string, clock: LocalClock): LocalTime | undefined {
	const trimmed = text.trim();
	if (dateOnly.test(trimmed)) {
		const day = readDay(trimmed);
		return day === undefined ? undefined : { day, clockMs: null };
	}
	const instantMs = startsLikeADate.test(trimmed) ? readInstant(trimmed) : undefined;
	const local = instantMs === undefined ? undefined : clock.at(instantMs);
	return local !== undefined && local.day >= firstDay && local.day <= lastDay ? local : undefined;
}

/** Others have no `YYYY-MM-DD`. */
const firstDay = toDay(Date.parse('0000-01-01') / dayMs);
const lastDay = toDay(Date.parse('9999-12-31') / dayMs);
/** No place on earth is further from UTC. */
const furthestHours = 14;

function readInstant(text: string): number | undefined {
	if (usual.test(text)) {
		const date = new Date(text);
		// A day that no month has, such as the 30th of February, would roll over into the next.
		if (!Number.isNaN(date.getTime()) && date.getUTCDate() === Number(text.slice(8, dateLength)))
			return date.getTime();
	}
	const [, hours] = /[+-](\d\d):?(?:\d\d)?$/.exec(text.slice(dateLength)) ?? [];
	if (Number(hours) > furthestHours) return undefined;
	const instant = DateTime.fromISO(`${text.slice(0, dateLength)}T${text.slice(dateLength + 1)}`, {
		zone: 'utc',
	});
	return instant.isValid ? instant.toMillis() : undefined;
}

/**
 * Tells the local time in a time zone. Working out a zone's offset takes longer than checking a line, so the clock
 * remembers it for each quarter of an hour: zones change their offset on those only.
 */
export class LocalClock {
	private readonly offsetsMs = new Map<number, number>();

	constructor(private readonly zone: Zone) {}

	/** The local time at an instant, in milliseconds since 1970 (UTC), with the offset that holds there and then. */
	at(instantMs: number): LocalTime {
		const quarter = Math.floor(instantMs / quarterMs);
		const wallClockMs = instantMs + (this.offsetsMs.get(quarter) ?? this.remember(quarter));
		const day = toDay(Math.floor(wallClockMs / dayMs));
		return { day, clockMs: wallClockMs - day * dayMs };
	}

	private remember(quarter: number): number {
		if (this.offsetsMs.size >= quartersRemembered) this.offsetsMs.clear();
		const offsetMs = this.zone.offset(quarter * quarterMs) * minuteMs;
		this.offsetsMs.set(quarter, offsetMs);
		return offsetMs;
	}
}

/** A day written as `YYYY-MM-DD`; `undefined` when there is no such day. */
export function readDay(text: string): CalendarDay | undefined {
	const startMs = dateOnly.test(text) ? startOfDayMs(text) : null;
	return startMs === null ? undefined : toDay(startMs / dayMs);
}

/** A day as `YYYY-MM-DD`. */
export const formatDay = (day: CalendarDay): string =>
	new Date(day * dayMs).toISOString().slice(0, -'T00:00:00.000Z'.length);

/** The day of the week, 1 for Monday to 7 for Sunday. */
export const weekdayOf = (day: CalendarDay): number => ((((day + 3) % 7) + 7) % 7) + 1;

const instant =
	/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * Reads Apicbase's `ordered_on` to milliseconds since 1970 with microseconds as decimals, so that orders of one
 * millisecond keep their order. Without an offset it is UTC (https://developers.apicbase.com/changelog); `null` when it
 * is no moment at all.
 */
export function readOrderedOnMs(value: unknown): number | null {
	if (typeof value !== 'string') return null;
	const text = value.trim();
	if (dateOnly.test(text)) return startOfDayMs(text);
	const [, day, minutes, seconds = '00', fraction = '', offset = 'Z'] = instant.exec(text) ?? [];
	if (day === undefined || minutes === undefined || startOfDayMs(day) === null) return null;
	// Postgres writes +01, others +0100.
	const zone = offset
		.toUpperCase()
		.replace(/^([+-]\d\d)(\d\d)?$/, (_, hours, minutes = '00') => `${hours}:${minutes}`);
	const wholeSecondMs = Date.parse(`${day}T${minutes}:${seconds}${zone}`);
	return numberOrNull(wholeSecondMs + Number(fraction.padEnd(6, '0').slice(0, 6)) / 1000);
}

/** A day that no month has, such as the 30th of February, would roll over into the next. */
function startOfDayMs(day: string): number | null {
	const startMs = Date.parse(`${day}T00:00:00Z`);
	return new Date(startMs).getUTCDate() === Number(day.slice(8)) ? startMs : null;
}

const numberOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);
