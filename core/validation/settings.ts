import { IANAZone } from 'luxon';
import { isLess, readAmount, zero, type Amount } from '../amount';
import { ignorableDifferences, type IgnorableDifference } from '../articles/codes';
import { languages, type Language } from '../messages/format';
import { cleanText, onOneLine } from '../text';
import { hourMs, LocalClock, minuteMs } from '../timestamp';
import type { CheckSettings, CutOffTime, RuleSeverity, SettingName } from './checkSettings';
import { readClosedDates, readWeekdays } from './dayLists';
import { readList, type List, type Read } from './readList';
import { allRules } from './rules/allRules';

interface SettingReader<Value> {
	/** What it should be, after "which is not". */
	expected: string;
	/** What to enter, starting with a verb. */
	nextStep: string;
	/** Reads what was typed in or what an expression gave, of any type; blank means not set. */
	read(raw: unknown, clock: LocalClock): Read<Value>;
}

const ok = <Value>(value: Value): Read<Value> => ({ ok: true, value });
const unreadable = { ok: false } as const;

const amountSetting = (nextStep: string): SettingReader<Amount> => ({
	expected: 'a number from 0',
	nextStep,
	read: readAmountSetting,
});
const matchingSetting: SettingReader<readonly IgnorableDifference[]> = {
	expected: 'a list of differences to ignore',
	nextStep: 'Choose any of leadingZeros, spaces and case.',
	read: readMatching,
};

const longestLeadTimeDays = 365;

/** How each setting is read, by the name of its parameter. */
const settingReaders: {
	[Name in Exclude<SettingName, 'timeZone'>]: SettingReader<CheckSettings[Name]>;
} = {
	priceTolerancePercent: amountSetting('Enter a number such as 2.5, or 0 to allow no difference.'),
	minimumOrderValue: amountSetting('Enter a number such as 50, or 0 to switch the check off.'),
	leadTimeDays: {
		expected: 'a number of days',
		nextStep: `Enter a whole number from 0 to ${longestLeadTimeDays}.`,
		read: readLeadTime,
	},
	cutOffTime: {
		expected: 'a time of day',
		nextStep: 'Enter hours and minutes, e.g. 16:00.',
		read: readCutOff,
	},
	deliveryDays: {
		expected: 'a day of the week',
		nextStep: 'Enter names such as Monday, or numbers from 1 for Monday to 7 for Sunday.',
		read: readWeekdays,
	},
	closedDates: {
		expected: 'a date',
		nextStep:
			'Enter each date as year, month and day, e.g. 2026-12-25, or two of them for a range, e.g. 2026-12-24 to 2027-01-03.',
		read: readClosedDates,
	},
	severities: {
		expected: 'a rule with an outcome',
		nextStep:
			'Choose rules from the list, and for each whether it refuses the order, warns or is not checked.',
		read: readSeverities,
	},
	customerNumbers: {
		expected: 'a list of customer numbers',
		nextStep:
			'Enter customer numbers such as C-42, C-43, or let the expression give a list of them.',
		read: readCustomerNumbers,
	},
	customerMatching: matchingSetting,
	articleMatching: matchingSetting,
	messageLanguage: {
		expected: 'a language that the sentences exist in',
		nextStep: `Enter one of ${languages.join(', ')}.`,
		read: readLanguage,
	},
};

const timeZoneSetting = {
	expected: 'a time zone',
	nextStep: 'Enter a name such as Europe/Brussels, or leave it empty to use that of the workflow.',
};

/** The settings as typed in or worked out by an expression, so of any type; what is left out is not set. */
export type RawSettings = { [Name in SettingName]?: unknown };

/** A setting nobody can work with. */
export interface InvalidSetting {
	setting: SettingName;
	/** The value as it may stand in a sentence: quoted, or described where it is no text. */
	value: string;
	/** What it should be, after "which is not". */
	expected: string;
	nextStep: string;
}

export type ReadSettings =
	{ ok: true; settings: CheckSettings } | { ok: false; problem: InvalidSetting };

/** Reads all settings, or says which one cannot be used. */
export function readSettings(raw: RawSettings, defaultTimeZone: string): ReadSettings {
	const timeZone = readTimeZone(raw.timeZone, defaultTimeZone);
	if (timeZone === undefined)
		return invalid(
			'timeZone',
			isBlank(raw.timeZone) ? defaultTimeZone : raw.timeZone,
			timeZoneSetting,
		);
	const values: Record<string, unknown> = { timeZone };
	for (const [name, reader] of Object.entries(settingReaders)) {
		const setting = name as keyof typeof settingReaders;
		const read = reader.read(raw[setting], timeZone);
		if (!read.ok) return invalid(setting, read.part ?? raw[setting], reader);
		values[name] = read.value;
	}
	const settings = values as unknown as CheckSettings;
	const { deliveryDays, closedDates } = settings;
	if ([...deliveryDays].every((day) => closedDates.weekdays.has(day)))
		return invalid('closedDates', raw.closedDates, {
			...settingReaders.closedDates,
			expected: 'a list that leaves a delivery day open',
		});
	return { ok: true, settings };
}

/** What to enter for a setting, starting with a verb. */
export const nextStepOf = (name: SettingName): string =>
	(name === 'timeZone' ? timeZoneSetting : settingReaders[name]).nextStep;

function invalid(
	setting: SettingName,
	value: unknown,
	{ expected, nextStep }: { expected: string; nextStep: string },
): ReadSettings {
	return { ok: false, problem: { setting, value: sayValue(value), expected, nextStep } };
}

const longestValue = 80;

function sayValue(value: unknown): string {
	if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
		return `"${onOneLine(String(value), longestValue)}"`;
	if (Array.isArray(value))
		return value.length === 0 ? 'an empty list' : `"${onOneLine(sayList(value), longestValue)}"`;
	return value === undefined || value === null ? 'empty' : 'an object';
}

const sayList = (list: readonly unknown[]) =>
	list
		.slice(0, longestValue)
		.map((entry) => (typeof entry === 'object' && entry !== null ? 'an object' : String(entry)))
		.join(', ');

const toRead = <Value>(value: Value | undefined): Read<Value> =>
	value === undefined ? unreadable : ok(value);

/** Whether nothing that can be seen was typed in. */
export const isBlank = (raw: unknown): boolean =>
	raw === undefined || raw === null || (typeof raw === 'string' && cleanText(raw) === '');

function readAmountSetting(raw: unknown): Read<Amount> {
	if (isBlank(raw)) return ok(zero);
	const amount = typeof raw === 'number' || typeof raw === 'string' ? readAmount(raw) : undefined;
	return amount?.value === undefined || isLess(amount.value, zero) ? unreadable : ok(amount.value);
}

function readLeadTime(raw: unknown): Read<number> {
	if (isBlank(raw)) return ok(0);
	const text =
		typeof raw === 'number' ? String(raw) : typeof raw === 'string' ? cleanText(raw) : '';
	const days = /^\d+(?:\.0+)?$/.test(text) ? Number(text) : NaN;
	return Number.isInteger(days) && days >= 0 && days <= longestLeadTimeDays ? ok(days) : unreadable;
}

function readCutOff(raw: unknown): Read<CutOffTime | undefined> {
	if (isBlank(raw)) return ok(undefined);
	if (typeof raw !== 'string') return unreadable;
	const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?$/.exec(cleanText(raw)) ?? [];
	return hours === undefined || minutes === undefined
		? unreadable
		: ok({
				text: `${hours}:${minutes}`,
				clockMs: Number(hours) * hourMs + Number(minutes) * minuteMs,
			});
}

function readTimeZone(raw: unknown, defaultTimeZone: string): LocalClock | undefined {
	if (!isBlank(raw) && typeof raw !== 'string') return undefined;
	const zone = IANAZone.create(
		typeof raw === 'string' && !isBlank(raw) ? cleanText(raw) : defaultTimeZone,
	);
	return zone.isValid ? new LocalClock(zone) : undefined;
}

function readSeverities(raw: unknown): Read<ReadonlyMap<string, RuleSeverity>> {
	if (isBlank(raw)) return ok(new Map());
	if (!Array.isArray(raw)) return unreadable;
	const severities = new Map<string, RuleSeverity>();
	for (const entry of raw as unknown[]) {
		const { code, severity } = (entry ?? {}) as { code?: unknown; severity?: unknown };
		if (typeof code !== 'string' || !codes.has(code) || !isSeverity(severity))
			return { ok: false, part: `${sayPart(code)}: ${sayPart(severity)}` };
		severities.set(code, severity);
	}
	return ok(severities);
}

const codes = new Set(allRules.map(({ code }) => code));

const sayPart = (value: unknown) => (typeof value === 'string' && value !== '' ? value : 'nothing');

const isSeverity = (severity: unknown): severity is RuleSeverity =>
	severity === 'error' || severity === 'warning' || severity === 'off';

/** A list in which nothing is left must not be taken for the blank field that lets everybody order. */
function readCustomerNumbers(raw: unknown): Read<List | undefined> {
	if (isBlank(raw)) return ok(undefined);
	const numbers = readList(raw);
	return numbers === undefined || numbers.length === 0 ? unreadable : ok(numbers);
}

function readMatching(raw: unknown): Read<readonly IgnorableDifference[]> {
	const entries = readList(raw);
	if (entries === undefined) return unreadable;
	const known = entries.map((entry) =>
		ignorableDifferences.find((difference) => difference.toLowerCase() === entry.toLowerCase()),
	);
	return known.includes(undefined) ? unreadable : ok(known as IgnorableDifference[]);
}

const languageNames: Record<string, Language> = {
	english: 'en',
	dutch: 'nl',
	nederlands: 'nl',
	french: 'fr',
	français: 'fr',
	german: 'de',
	deutsch: 'de',
};

/** A code, with a region or without (`nl-BE`), or the name of the language. */
function readLanguage(raw: unknown): Read<Language> {
	if (isBlank(raw)) return ok('en');
	if (typeof raw !== 'string') return unreadable;
	const text = cleanText(raw).toLowerCase();
	const [code] = text.split(/[-_]/);
	return toRead(languages.find((language) => language === code) ?? ownOf(languageNames, text));
}

const ownOf = <Value>(values: Record<string, Value>, key: string): Value | undefined =>
	Object.hasOwn(values, key) ? values[key] : undefined;
