import { isLess, readAmount, type Amount } from '../amount';
import type { CheckSettings, RawSettings } from './checkSettings';
import type { DeliveryCalendar } from './deliveryCalendar';
import { readCalendar } from './readCalendar';
import type { RuleSeverity } from './rules/rule';
import { InvalidSetting, invalidSetting } from './unusableSetting';

/** The settings, checked and in the form the rules work with. */
export interface ReadSettings {
	settings: CheckSettings;
	calendar: DeliveryCalendar;
}

/** Reads the settings of the rules, or says which one cannot be used. Blank means not set. */
export function readCheckSettings(
	typed: RawSettings,
	defaultTimeZone: string,
): ReadSettings | InvalidSetting {
	const priceTolerancePercent = readQuantity('Price Tolerance', typed.priceTolerancePercent);
	if (priceTolerancePercent instanceof InvalidSetting) return priceTolerancePercent;
	const minimumOrderValue = readQuantity('Minimum Order Value', typed.minimumOrderValue);
	if (minimumOrderValue instanceof InvalidSetting) return minimumOrderValue;
	const calendar = readCalendar(typed, defaultTimeZone);
	if (calendar instanceof InvalidSetting) return calendar;
	return {
		settings: {
			priceTolerancePercent,
			minimumOrderValue,
			severities: readSeverities(typed.severities),
		},
		calendar,
	};
}

function readQuantity(name: string, value: unknown): Amount | InvalidSetting {
	const amount =
		typeof value === 'number' || typeof value === 'string' ? readAmount(value) : undefined;
	if (amount === undefined) return 0;
	return amount.value === undefined || isLess(amount.value, 0)
		? invalidSetting(
				name,
				amount.written,
				'a number from 0',
				'Enter a number such as 2.5, or 0 to switch the check off.',
			)
		: amount.value;
}

function readSeverities(value: unknown): ReadonlyMap<string, RuleSeverity> {
	const entries = Array.isArray(value)
		? (value as Array<{ code?: unknown; severity?: unknown }>)
		: [];
	const isSeverity = (severity: unknown): severity is RuleSeverity =>
		severity === 'error' || severity === 'warning' || severity === 'off';
	return new Map(
		entries.flatMap(({ code, severity }) =>
			isSeverity(severity) ? [[String(code), severity] as const] : [],
		),
	);
}
