import { IANAZone } from 'luxon';
import type { RawSettings } from './checkSettings';
import type { DeliveryCalendar } from './deliveryCalendar';
import { readList } from './readList';
import { LocalClock, readDay } from '../timestamp';
import { InvalidSetting, invalidSetting } from './unusableSetting';

const longestLeadTimeDays = 365;
const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** Reads when the supplier delivers, or says which setting cannot be used. */
export function readCalendar(
	typed: RawSettings,
	defaultTimeZone: string,
): DeliveryCalendar | InvalidSetting {
	const leadTimeDays = readLeadTime(typed.leadTimeDays);
	if (leadTimeDays instanceof InvalidSetting) return leadTimeDays;
	const cutOff = readCutOff(typed.cutOffTime);
	if (cutOff instanceof InvalidSetting) return cutOff;
	const closedDays = readClosedDates(typed.closedDates);
	if (closedDays instanceof InvalidSetting) return closedDays;
	const clock = readTimeZone(typed.timeZone, defaultTimeZone);
	if (clock instanceof InvalidSetting) return clock;
	return { leadTimeDays, cutOff, closedDays, clock, weekdays: readWeekdays(typed.deliveryDays) };
}

function readLeadTime(value: unknown): number | InvalidSetting {
	const days = Number(value ?? 0);
	return Number.isInteger(days) && days >= 0 && days <= longestLeadTimeDays
		? days
		: invalidSetting(
				'Lead Time',
				value,
				'a number of days',
				`Enter a whole number from 0 to ${longestLeadTimeDays}.`,
			);
}

function readCutOff(value: unknown): DeliveryCalendar['cutOff'] | InvalidSetting {
	const text = String(value ?? '').trim();
	if (text === '') return undefined;
	const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
	return hours === undefined
		? invalidSetting('Cut-Off Time', text, 'a time of day', 'Enter hours and minutes, e.g. 16:00.')
		: { text, clockMs: (Number(hours) * 60 + Number(minutes)) * 60_000 };
}

function readClosedDates(value: unknown): ReadonlySet<number> | InvalidSetting {
	const days = new Set<number>();
	for (const entry of readList(value)) {
		const day = readDay(entry.slice(0, 'YYYY-MM-DD'.length));
		if (day === undefined)
			return invalidSetting(
				'Closed Dates',
				entry,
				'a date',
				'Enter each date as year, month and day, e.g. 2026-12-25.',
			);
		days.add(day);
	}
	return days;
}

function readTimeZone(value: unknown, defaultTimeZone: string): LocalClock | InvalidSetting {
	const name = String(value ?? '').trim() || defaultTimeZone;
	const zone = IANAZone.create(name);
	return zone.isValid
		? new LocalClock(zone)
		: invalidSetting(
				'Time Zone',
				name,
				'a time zone',
				'Enter a name such as Europe/Brussels, or leave it empty to use that of the workflow.',
			);
}

/** No day at all would make every date a closed one, so it counts as every day. */
function readWeekdays(value: unknown): ReadonlySet<number> {
	const days = readList(value)
		.map(Number)
		.filter((day) => everyDay.includes(day));
	return new Set(days.length === 0 ? everyDay : days);
}
