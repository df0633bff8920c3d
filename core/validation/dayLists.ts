import { DateTime } from 'luxon';
import { cleanText } from '../text';
import { addDays, readTimestamp, type CalendarDay, type LocalClock } from '../timestamp';
import type { ClosedDates } from './checkSettings';
import type { Read } from './readList';

/** Names of the days from Monday on, and what they are cut to where that means one day in all four languages. */
const weekdayNames = [
	'monday mon mo maandag lundi lun lu montag',
	'tuesday tue tues tu dinsdag mardi mar dienstag',
	'wednesday wed we woensdag woe wo mercredi mer me mittwoch mit mi',
	'thursday thu thur thurs th donderdag don do jeudi jeu je donnerstag',
	'friday fri fr vrijdag vrij vr vendredi ven ve freitag',
	'saturday sat sa zaterdag zat za samedi sam samstag sonnabend',
	'sunday sun su zondag zon zo dimanche dim sonntag son so',
];
const weekdays = new Map(
	weekdayNames.flatMap((names, index) =>
		names.split(' ').map((name) => [name, index + 1] as const),
	),
);
const everyDay: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7]);
const between =
	/ (?:[-–—]|to|until|till|through|tot en met|t\/m|tot|au|à|bis) | ?(?:[–—]|\.{2,3}) ?/;
/** What a range may begin with. */
const opening = /^(?:from|van|vom|von|du) /i;
/** Words of a range that has lost its second date, or never had one. */
const openEnd =
	/^(?:(?:to|until|till|thru|through|tot|t\/m|t\.?(?:e\.?)?m\.?|au|à|bis|jusqu\S*|onwards?|ff?\.?)(?= |$)|(?:and|en|et|und) (?:after|beyond|daarna|danach|folgende|later|onwards?|suivants?|verder|weiter|après|später)|[-–—…→.?>+~ ]+$)/i;
/** A word behind a date says what the day is. */
const dayAndWord = /^(\d{4}-\d\d-\d\d) (\D+)$/;
const longestRangeDays = 3660;

/** Reads days of the week by name or number (1 for Monday), single or as ranges; none at all means every day. */
export function readWeekdays(raw: unknown): Read<ReadonlySet<number>> {
	const entries = splitList(raw);
	const days = new Set<number>();
	for (const entry of entries) {
		const found = readWeekdayRange(entry);
		if (found === undefined) return { ok: false, part: entry };
		for (const day of found) days.add(day);
	}
	return { ok: true, value: entries.length === 0 ? everyDay : days };
}

/**
 * Reads dates, ranges of dates and days of the week on which there are no deliveries; moments count as the day they fall
 * on by the clock.
 */
export function readClosedDates(raw: unknown, clock: LocalClock): Read<ClosedDates> {
	const days = new Set<CalendarDay>();
	const closedWeekdays = new Set<number>();
	for (const entry of splitList(raw)) {
		const range = readDayRange(entry, clock);
		const weekdayRange = range === undefined ? readWeekdayRange(entry) : [];
		if (weekdayRange === undefined) return { ok: false, part: entry };
		for (const day of weekdayRange) closedWeekdays.add(day);
		if (range) for (let day = range.from; day <= range.to; day = addDays(day, 1)) days.add(day);
	}
	return { ok: true, value: { days, weekdays: closedWeekdays } };
}

/** Entries that are typed in, one per line or with commas, or that an expression made; empty ones are passed over. */
function splitList(raw: unknown): unknown[] {
	const entries: unknown[] = [raw]
		.flat(2)
		.flatMap((entry) =>
			typeof entry === 'string' ? entry.split(/[\n,;]/).map(onOneBlank) : entry,
		);
	return entries.filter((entry) => entry !== undefined && entry !== null && entry !== '');
}

/** With single blanks, so that no pattern has long runs of them to try. */
const onOneBlank = (text: string) => cleanText(text).replace(/ {2,}/g, ' ');

function readWeekdayRange(entry: unknown): number[] | undefined {
	if (typeof entry !== 'string' && typeof entry !== 'number') return undefined;
	const written = cleanText(String(entry)).toLowerCase();
	const text = written.replace(opening, '');
	const ends = text.split(between.test(text) ? between : /-/).map(readWeekday);
	const [from] = ends;
	const to = ends.at(-1);
	if (from === undefined || to === undefined || ends.length > 2) return undefined;
	if (text !== written && ends.length === 1) return undefined;
	const days = [from];
	for (let day = from; day !== to; days.push(day)) day = (day % 7) + 1;
	return days;
}

function readWeekday(text: string): number | undefined {
	if (/^[1-7]$/.test(text)) return Number(text);
	return weekdays.get(text.trim().replace(/\.$/, ''));
}

function readDayRange(
	entry: unknown,
	clock: LocalClock,
): { from: CalendarDay; to: CalendarDay } | undefined {
	if (typeof entry !== 'string') {
		const moment = readMoment(entry, clock);
		return moment === undefined ? undefined : { from: moment, to: moment };
	}
	const written = cleanText(entry);
	const text = written.replace(opening, '');
	const whole = readDay(text, clock);
	// What begins with "from" has an end, or means more than one day.
	if (whole !== undefined) return text === written ? { from: whole, to: whole } : undefined;
	const ends = text.split(between.test(text.toLowerCase()) ? new RegExp(between, 'i') : / ?\/ ?/);
	const [from, to] = ends.map((end) => readDay(end, clock));
	if (from === undefined || to === undefined || ends.length > 2) return undefined;
	return to >= from && to - from <= longestRangeDays ? { from, to } : undefined;
}

/** A date, with or without a time or a word behind it, e.g. "2026-12-25 Christmas". */
function readDay(text: string, clock: LocalClock): CalendarDay | undefined {
	const [, date = text, word = ''] = dayAndWord.exec(text) ?? [];
	return word !== '' && openEnd.test(word) ? undefined : readTimestamp(date, clock)?.day;
}

/** What expressions make of dates: JavaScript's own or luxon's. */
function readMoment(entry: unknown, clock: LocalClock): CalendarDay | undefined {
	if (DateTime.isDateTime(entry) && entry.isValid) return clock.at(entry.toMillis()).day;
	if (Object.prototype.toString.call(entry) !== '[object Date]') return undefined;
	const instantMs = Number(entry);
	return Number.isNaN(instantMs) ? undefined : clock.at(instantMs).day;
}
