import type { CheckSettings, CutOffTime } from './checkSettings';
import {
	addDays,
	weekdayOf,
	type CalendarDay,
	type LocalClock,
	type LocalTime,
} from '../timestamp';

/** When a supplier delivers. */
export interface DeliveryCalendar {
	/** Tells the time where the supplier is. */
	clock: LocalClock;
	/** Days of the week with deliveries, 1 for Monday to 7 for Sunday; never empty. */
	weekdays: ReadonlySet<number>;
	/** Single days without deliveries. */
	closedDays: ReadonlySet<CalendarDay>;
	/** How many open days lie between the order and the delivery; 0 for the same day. */
	leadTimeDays: number;
	/** Time of the day after which an order counts as placed on the next open day. */
	cutOff: CutOffTime | undefined;
}

/** The calendar that follows from the settings. */
export const calendarOf = (settings: CheckSettings): DeliveryCalendar => ({
	clock: settings.timeZone,
	weekdays: new Set(
		[...settings.deliveryDays].filter((day) => !settings.closedDates.weekdays.has(day)),
	),
	closedDays: settings.closedDates.days,
	leadTimeDays: settings.leadTimeDays,
	cutOff: settings.cutOffTime,
});

/** Whether there are deliveries on a day. */
export const isOpen = (calendar: DeliveryCalendar, day: CalendarDay): boolean =>
	calendar.weekdays.has(weekdayOf(day)) && !calendar.closedDays.has(day);

/** Whether an order came in on an open day, but after the cut-off time; on the minute is in time. */
export function isAfterCutOff(calendar: DeliveryCalendar, ordered: LocalTime): boolean {
	if (calendar.cutOff === undefined || ordered.clockMs === null) return false;
	return ordered.clockMs > calendar.cutOff.clockMs && isOpen(calendar, ordered.day);
}

/**
 * The first day an order can be delivered on. An order placed on a closed day, or after the
 * cut-off time, counts as placed on the next open day; from there the lead time is counted in open days.
 */
export function earliestDelivery(
	calendar: DeliveryCalendar,
	ordered: LocalTime,
	{ lateCounts }: { lateCounts: boolean },
): CalendarDay {
	const isLate = lateCounts && isAfterCutOff(calendar, ordered);
	let day = nextOpenDay(calendar, addDays(ordered.day, isLate ? 1 : 0));
	for (let left = calendar.leadTimeDays; left > 0; left--)
		day = nextOpenDay(calendar, addDays(day, 1));
	return day;
}

/** That day or the first open one after it. It ends: some weekday is open, and closed days are a finite set. */
function nextOpenDay(calendar: DeliveryCalendar, from: CalendarDay): CalendarDay {
	let day = from;
	while (!isOpen(calendar, day)) day = addDays(day, 1);
	return day;
}
