import type { Amount } from '../amount';
import type { IgnorableDifference } from '../articles/codes';
import type { Severity } from '../messages/issue';
import type { Language } from '../messages/format';
import type { CalendarDay, LocalClock } from '../timestamp';

export type RuleSeverity = Severity | 'off';

/** A time of the day, as it was typed in and in milliseconds since midnight. */
export interface CutOffTime {
	text: string;
	clockMs: number;
}

/** When a supplier does not deliver. */
export interface ClosedDates {
	/** Single days. */
	days: ReadonlySet<CalendarDay>;
	/** Days of the week, 1 for Monday to 7 for Sunday. */
	weekdays: ReadonlySet<number>;
}

/** What the user decides about the checks, by the names of the node's parameters, in the form the rules work with. */
export interface CheckSettings {
	/** Tells the time where the supplier is. */
	timeZone: LocalClock;
	priceTolerancePercent: Amount;
	/** Zero when there is none. */
	minimumOrderValue: Amount;
	leadTimeDays: number;
	cutOffTime: CutOffTime | undefined;
	/** 1 for Monday to 7 for Sunday; never empty. */
	deliveryDays: ReadonlySet<number>;
	closedDates: ClosedDates;
	/** By rule code; a rule that is not in it keeps its default. */
	severities: ReadonlyMap<string, RuleSeverity>;
	/** `undefined` when everybody may order. */
	customerNumbers: readonly string[] | undefined;
	customerMatching: readonly IgnorableDifference[];
	articleMatching: readonly IgnorableDifference[];
	messageLanguage: Language;
}

export type SettingName = keyof CheckSettings;
