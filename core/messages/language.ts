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
