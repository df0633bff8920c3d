import { IANAZone } from 'luxon';
import { isLess, readAmount, type Amount } from './amount';
import type { DeliveryCalendar } from './deliveryCalendar';
import { readList } from './readList';
import type { RuleSeverity } from './rules/rule';
import { LocalClock, readDay } from './timestamp';

/** What the user decides about the rules. */
export interface CheckSettings {
	/** By rule code; a rule that is not in it keeps its default. */
	severities: ReadonlyMap<string, RuleSeverity>;
	priceTolerancePercent: Amount;
	/** Zero when there is none. */
	minimumOrderValue: Amount;
}

/** The settings as typed in or worked out by an expression, so of any type. */
export interface TypedSettings {
	priceTolerancePercent?: unknown;
	minimumOrderValue?: unknown;
	leadTimeDays?: unknown;
	cutOffTime?: unknown;
	deliveryDays?: unknown;
	closedDates?: unknown;
	timeZone?: unknown;
	severities?: unknown;
}

export interface ReadSettings {
	settings: CheckSettings;
	calendar: DeliveryCalendar;
}

/** A setting nobody can work with: which, what stands there, and what it should look like. */
export class UnusableSetting {
	constructor(
		readonly message: string,
		readonly description: string,
	) {}
}

const longestLeadTimeDays = 365;
const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** Reads the settings of the rules, or says which one cannot be used. Blank means not set. */
export function readSettings(typed: TypedSettings, defaultTimeZone: string): ReadSettings | UnusableSetting {
	const read = {
		priceTolerancePercent: readQuantity('Price Tolerance', typed.priceTolerancePercent),
		minimumOrderValue: readQuantity('Minimum Order Value', typed.minimumOrderValue),
		leadTimeDays: readLeadTime(typed.leadTimeDays),
		cutOff: readCutOff(typed.cutOffTime),
		closedDays: readClosedDates(typed.closedDates),
		clock: readTimeZone(typed.timeZone, defaultTimeZone),
	};
	const unusable = Object.values(read).find((value) => value instanceof UnusableSetting);
	if (unusable !== undefined) return unusable;
	const { priceTolerancePercent, minimumOrderValue, ...calendar } = read as Usable<typeof read>;
	return {
		settings: { priceTolerancePercent, minimumOrderValue, severities: readSeverities(typed.severities) },
		calendar: { ...calendar, weekdays: readWeekdays(typed.deliveryDays) },
	};
}

type Usable<T> = { [Key in keyof T]: Exclude<T[Key], UnusableSetting> };

const unusable = (name: string, value: unknown, what: string, description: string) =>
	new UnusableSetting(`Cannot check orders. '${name}' is "${String(value)}", which is not ${what}.`, description);

function readQuantity(name: string, value: unknown): Amount | UnusableSetting {
	const amount = typeof value === 'number' || typeof value === 'string' ? readAmount(value) : undefined;
	if (amount === undefined) return 0;
	return amount.value === undefined || isLess(amount.value, 0)
		? unusable(name, amount.written, 'a number from 0', 'Enter a number such as 2.5, or 0 to switch the check off.')
		: amount.value;
}

function readLeadTime(value: unknown): number | UnusableSetting {
	const days = Number(value ?? 0);
	return Number.isInteger(days) && days >= 0 && days <= longestLeadTimeDays
		? days
		: unusable('Lead Time', value, 'a number of days', `Enter a whole number from 0 to ${longestLeadTimeDays}.`);
}

function readCutOff(value: unknown): DeliveryCalendar['cutOff'] | UnusableSetting {
	const text = String(value ?? '').trim();
	if (text === '') return undefined;
	const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
	return hours === undefined
		? unusable('Cut-Off Time', text, 'a time of day', 'Enter hours and minutes, e.g. 16:00.')
		: { text, clockMs: (Number(hours) * 60 + Number(minutes)) * 60_000 };
}

function readClosedDates(value: unknown): ReadonlySet<number> | UnusableSetting {
	const days = new Set<number>();
	for (const entry of readList(value)) {
		const day = readDay(entry.slice(0, 'YYYY-MM-DD'.length));
		if (day === undefined) return unusable('Closed Dates', entry, 'a date', 'Enter each date as year, month and day, e.g. 2026-12-25.');
		days.add(day);
	}
	return days;
}

function readTimeZone(value: unknown, defaultTimeZone: string): LocalClock | UnusableSetting {
	const name = String(value ?? '').trim() || defaultTimeZone;
	const zone = IANAZone.create(name);
	return zone.isValid
		? new LocalClock(zone)
		: unusable('Time Zone', name, 'a time zone', 'Enter a name such as Europe/Brussels, or leave it empty to use that of the workflow.');
}

/** No day at all would make every date a closed one, so it counts as every day. */
function readWeekdays(value: unknown): ReadonlySet<number> {
	const days = readList(value).map(Number).filter((day) => everyDay.includes(day));
	return new Set(days.length === 0 ? everyDay : days);
}

function readSeverities(value: unknown): ReadonlyMap<string, RuleSeverity> {
	const entries = Array.isArray(value) ? (value as Array<{ code?: unknown; severity?: unknown }>) : [];
	const isSeverity = (severity: unknown): severity is RuleSeverity => severity === 'error' || severity === 'warning' || severity === 'off';
	return new Map(entries.flatMap(({ code, severity }) => (isSeverity(severity) ? [[String(code), severity] as const] : [])));
}
