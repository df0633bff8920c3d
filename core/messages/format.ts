import type { Amount } from '../amount';
import type { CalendarDay } from '../timestamp';
import { formatAmount, formatDay, formatTime } from './formatValue';
import type { CountedMessage, Language, LocalizedMessage } from './language';
import { onOneLine } from './onOneLine';

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
	return spaced(message[language], language).replace(
		/( ?)\{(\w+)\}/g,
		(_, blank: string, name: string) => {
			const text = formatParam(params[name] ?? '', language);
			return text === '' ? '' : blank + text;
		},
	);
}

/** Fills the singular or the plural of a message; French counts zero as one. */
export function formatCount(message: CountedMessage, count: number, language: Language): string {
	const isOne = count === 1 || (language === 'fr' && count === 0);
	return format(isOne ? message.one : message.other, { count }, language);
}

function formatParam(param: Param, language: Language): string {
	if (typeof param === 'number') return String(param);
	if (typeof param === 'string') return onOneLine(param, longestText);
	if ('money' in param) return formatAmount(param.money, language, { decimals: 2 });
	if ('quantity' in param) return formatAmount(param.quantity, language, { decimals: 0 });
	if ('day' in param) return formatDay(param.day, language);
	if ('clockMs' in param) return formatTime(param.clockMs, language);
	if ('message' in param) return format(param.message, param.params, language);
	if ('en' in param) return spaced(param[language], language);
	const [open = '', close = ''] = spaced(quotes[language], language).split('…');
	return open + onOneLine(String(param.quoted), longestText) + close;
}

/** French never breaks a line before these signs, nor inside its quotes. */
const spaced = (template: string, language: Language): string =>
	language === 'fr' ? template.replace(/ (?=[:;!?»])|(?<=«) /g, noBreakSpace) : template;
