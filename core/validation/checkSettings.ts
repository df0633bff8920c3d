import type { Amount } from '../amount';
import type { RuleSeverity } from './rules/rule';

/** What the user decides about the rules. */
export interface CheckSettings {
	/** By rule code; a rule that is not in it keeps its default. */
	severities: ReadonlyMap<string, RuleSeverity>;
	priceTolerancePercent: Amount;
	/** Zero when there is none. */
	minimumOrderValue: Amount;
}

/** The settings as typed in or worked out by an expression, so of any type. */
export interface RawSettings {
	priceTolerancePercent?: unknown;
	minimumOrderValue?: unknown;
	leadTimeDays?: unknown;
	cutOffTime?: unknown;
	deliveryDays?: unknown;
	closedDates?: unknown;
	timeZone?: unknown;
	severities?: unknown;
}

/** The settings that rules go by, by the names of the node's parameters. */
export type SettingName = Exclude<keyof RawSettings, 'severities'>;
