import { DateTime } from 'luxon';

/** The languages of Apicbase's home markets. */
export const languages = ['en', 'nl', 'fr', 'de'] as const;

export type Language = (typeof languages)[number];

/** One sentence in every language, with `{name}` where a fact goes. */
export type Sentences = Readonly<Record<Language, string>>;

/** A fact that is said differently in each language. */
export type Fact = string | number | CalendarDay | Sentences;

export type Facts = Readonly<Record<string, Fact>>;

/** A day without time, as days since 1970-01-01. */
export interface CalendarDay {
	day: number;
}

const dayMs = 86_400_000;
const longestFact = 200;
const dayFormats: Sentences = {
	en: 'cccc d LLLL yyyy',
	nl: 'cccc d LLLL yyyy',
	fr: 'cccc d LLLL yyyy',
	de: 'cccc, d. LLLL yyyy',
};

/** Fills a sentence in one language; what came from outside is put on one line and cut to a readable length. */
export function say(sentences: Sentences, facts: Facts, language: Language): string {
	return sentences[language].replace(/\{(\w+)\}/g, (_, name: string) =>
		sayFact(facts[name] ?? '', language),
	);
}

function sayFact(fact: Fact, language: Language): string {
	if (typeof fact === 'number') return String(fact);
	if (typeof fact === 'string') return onOneLine(fact, longestFact);
	if ('day' in fact) {
		return DateTime.fromMillis(fact.day * dayMs, { zone: 'utc' })
			.setLocale(language)
			.toFormat(dayFormats[language]);
	}
	return fact[language];
}

/** Text from outside as it may stand in a sentence: without line breaks, control or direction characters, and not too long. */
export function onOneLine(text: string, longest: number): string {
	const start = text.slice(0, longest * 8);
	const characters = [
		...start
			.replace(/\s+/g, ' ')
			.replace(/[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
			.trim(),
	];
	return characters.length > longest
		? `${characters.slice(0, longest - 1).join('')}…`
		: characters.join('');
}
