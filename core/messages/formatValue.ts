import { DateTime } from 'luxon';
import { toDecimalString, type Amount } from '../amount';
import { dayMs, hourMs, minuteMs, type CalendarDay } from '../timestamp';
import type { Language } from './language';

const separators: Record<Language, { group: string; point: string }> = {
	en: { group: ',', point: '.' },
	nl: { group: '.', point: ',' },
	fr: { group: '\u00a0', point: ',' },
	de: { group: '.', point: ',' },
};

/** An amount as the language writes it, with at least so many decimals. */
export function formatAmount(
	amount: Amount,
	language: Language,
	{ decimals }: { decimals: number },
): string {
	const { group, point } = separators[language];
	const [whole = '', fraction = ''] = toDecimalString(amount).split('.');
	const grouped = whole.replace(/\d(?=(?:\d{3})+$)/g, (digit) => digit + group);
	const places = fraction.padEnd(decimals, '0');
	return places === '' ? grouped : grouped + point + places;
}

/** A day with its weekday, to stand in brackets or behind a colon. */
export function formatDay(day: CalendarDay, language: Language): string {
	const date = DateTime.fromMillis(day * dayMs, { zone: 'utc' }).setLocale(language);
	const number = language === 'fr' && date.day === 1 ? '1er' : String(date.day);
	const [weekday, month] = [date.toFormat('cccc'), date.toFormat('LLLL')];
	return language === 'de'
		? `${weekday}, ${number}. ${month} ${date.year}`
		: `${weekday} ${number} ${month} ${date.year}`;
}

/** A time of the day (milliseconds since midnight) with the word that goes with it. */
export function formatTime(clockMs: number, language: Language): string {
	const hours = Math.floor(clockMs / hourMs);
	const minutes = String(Math.floor((clockMs % hourMs) / minuteMs)).padStart(2, '0');
	const formats: Record<Language, string> = {
		en: `${String(hours).padStart(2, '0')}:${minutes}`,
		nl: `${hours}.${minutes} uur`,
		fr: `${hours}\u00a0h\u00a0${minutes}`,
		de: `${hours}:${minutes} Uhr`,
	};
	return formats[language];
}
