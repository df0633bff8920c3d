import { Info } from 'luxon';
import { toDecimalString, type Amount } from '../amount';
import { readLabel } from '../json';
import { onOneLine } from '../text';
import { dayMs, hourMs, minuteMs, weekdayOf, type CalendarDay } from '../timestamp';

/** The languages of Apicbase's home markets. */
export const languages = ['en', 'nl', 'fr', 'de'] as const;

export type Language = (typeof languages)[number];

/** One message in every language, with `{name}` where a param goes. */
export type LocalizedMessage = Readonly<Record<Language, string>>;

/** A message that depends on a count. */
export interface CountedMessage {
	one: LocalizedMessage;
	other: LocalizedMessage;
}

/** What fills a placeholder. Everything but text from outside is written as the language writes it. */
export type Param =
	| string
	| number
	| { money: Amount }
	| { quantity: Amount }
	/** Something that could not be read, as it was written. */
	| { quoted: string | number }
	| { day: CalendarDay }
	/** Milliseconds since midnight. */
	| { clockMs: number }
	| LocalizedMessage
	/** A message with params of its own. */
	| { message: LocalizedMessage; params: Params };

export type Params = Readonly<Record<string, Param>>;

const longestText = 200;
const noBreakSpace = '\u00a0';
const quotes: LocalizedMessage = { en: '"…"', nl: '“…”', fr: '« … »', de: '„…“' };

/**
 * Fills a message in one language. What came from outside is put on one line and cut to a readable length; a param that is
 * empty takes the blank in front of it along.
 */
export function format(message: LocalizedMessage, params: Params, language: Language): string {
	const { gaps, end } = templateOf(message[language], language);
	let filled = '';
	for (const { before, blank, name } of gaps) {
		const text = formatParam(params[name] ?? '', language);
		filled += text === '' ? before : before + blank + text;
	}
	return filled + end;
}

/** A message in one language, split at its placeholders. */
interface Template {
	gaps: Array<{ before: string; blank: string; name: string }>;
	end: string;
}

/** Those used so far; there are as many as there are messages. */
const templates: Record<Language, Map<string, Template>> = {
	en: new Map(),
	nl: new Map(),
	fr: new Map(),
	de: new Map(),
};

function templateOf(text: string, language: Language): Template {
	const known = templates[language].get(text);
	if (known !== undefined) return known;
	const gaps: Template['gaps'] = [];
	let end = 0;
	const template = spaced(text, language);
	for (const { 0: whole, 1: blank = '', 2: name = '', index } of template.matchAll(
		/( ?)\{(\w+)\}/g,
	)) {
		gaps.push({ before: template.slice(end, index), blank, name });
		end = index + whole.length;
	}
	const made = { gaps, end: template.slice(end) };
	templates[language].set(text, made);
	return made;
}

/** Fills the singular or the plural of a message; French counts zero as one. */
export function formatCount(message: CountedMessage, count: number, language: Language): string {
	const isOne = count === 1 || (language === 'fr' && count === 0);
	return format(isOne ? message.one : message.other, { count }, language);
}

/** What fills a placeholder, as a message in that language has it. */
export function formatParam(param: Param, language: Language): string {
	if (typeof param === 'number') return String(param);
	if (typeof param === 'string') return onOneLine(param, longestText);
	if ('money' in param) return formatAmount(param.money, language, { decimals: 2 });
	if ('quantity' in param) return formatAmount(param.quantity, language, { decimals: 0 });
	if ('day' in param) return formatWeekday(param.day, language);
	if ('clockMs' in param) return formatTime(param.clockMs, language);
	if ('message' in param) return format(param.message, param.params, language);
	if ('en' in param) return spaced(param[language], language);
	const [open = '', close = ''] = spaced(quotes[language], language).split('…');
	return open + onOneLine(String(param.quoted), longestText) + close;
}

/** French never breaks a line before these signs, nor inside its quotes. */
const spaced = (template: string, language: Language): string =>
	language === 'fr' ? template.replace(/ (?=[:;!?»])|(?<=«) /g, noBreakSpace) : template;

const separators: Record<Language, { group: string; point: string }> = {
	en: { group: ',', point: '.' },
	nl: { group: '.', point: ',' },
	fr: { group: '\u00a0', point: ',' },
	de: { group: '.', point: ',' },
};

/** An amount as the language writes it, with at least so many decimals. */
function formatAmount(
	amount: Amount,
	language: Language,
	{ decimals }: { decimals: number },
): string {
	const { group, point } = separators[language];
	const digits = toDecimalString(amount, decimals);
	const end = digits.indexOf('.');
	const whole = end === -1 ? digits : digits.slice(0, end);
	const grouped =
		whole.length <= 3 ? whole : whole.replace(/\d(?=(?:\d{3})+$)/g, (digit) => digit + group);
	return end === -1 ? grouped : grouped + point + digits.slice(end + 1);
}

/** A day with its weekday, for use in brackets or after a colon. */
function formatWeekday(day: CalendarDay, language: Language): string {
	const date = new Date(day * dayMs);
	const { weekdays, months } = namesIn(language);
	const [weekday, month] = [weekdays[weekdayOf(day) - 1], months[date.getUTCMonth()]];
	const number = date.getUTCDate();
	if (language === 'de') return `${weekday}, ${number}. ${month} ${date.getUTCFullYear()}`;
	const ordinal = language === 'fr' && number === 1 ? '1er' : number;
	return `${weekday} ${ordinal} ${month} ${date.getUTCFullYear()}`;
}

interface CalendarNames {
	weekdays: readonly string[];
	months: readonly string[];
}

const calendarNames: Partial<Record<Language, CalendarNames>> = {};

/** The days from Monday on and the months, asked of Intl once for each language that is used. */
const namesIn = (language: Language): CalendarNames =>
	(calendarNames[language] ??= {
		weekdays: Info.weekdays('long', { locale: language }),
		months: Info.months('long', { locale: language }),
	});

/** A time of the day (milliseconds since midnight) with the word that goes with it. */
function formatTime(clockMs: number, language: Language): string {
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

const longestName = 80;

const lineWords: LocalizedMessage = { en: 'Line', nl: 'Regel', fr: 'Ligne', de: 'Position' };

/** What people call a line: its article's number and name where the order has them. */
export interface LineName {
	/** Position as people count, from 1. */
	line: number;
	articleNumber: string | null;
	articleName: string | null;
}

/** Reads how people would name the line at this index (from 0) of something that may not be an order. */
export function nameLine(order: unknown, index: number): LineName {
	const at = (...path: string[]) => readLabel(order, ['packages', index, ...path]);
	return {
		line: index + 1,
		articleNumber: at('supplier_package', 'supplier_article_number'),
		articleName: at('stock_item', 'name'),
	};
}

/**
 * The line by its position, then name, else article number: "Line 2, Tomatoes," as the subject of an English sentence,
 * "Regel 2 (Tomaten)" in front of a colon in the other languages.
 */
export function formatLineName(
	{ line, articleNumber, articleName }: LineName,
	language: Language = 'en',
): string {
	const position = `${lineWords[language]} ${line}`;
	const name = onOneLine(articleName ?? articleNumber ?? '', longestName);
	if (name === '') return position;
	// Between commas, a name with a comma or full stop of its own would read as part of the sentence.
	return language === 'en' && !/[,.]/.test(name)
		? `${position}, ${name},`
		: `${position} (${name})`;
}
