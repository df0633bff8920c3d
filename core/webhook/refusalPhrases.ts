import type { Sentences } from '../messages/language';

/** What opens and closes the text of a refusal; the reasons stand between them. */
export const refusalPhrases = {
	notSent: {
		en: 'Order {orderNumber} was not sent.',
		nl: 'Bestelling {orderNumber} is niet verzonden.',
		fr: "La commande {orderNumber} n'a pas été envoyée.",
		de: 'Bestellung {orderNumber} wurde nicht gesendet.',
	},
	orderNotSent: {
		en: 'The order was not sent.',
		nl: 'De bestelling is niet verzonden.',
		fr: "La commande n'a pas été envoyée.",
		de: 'Die Bestellung wurde nicht gesendet.',
	},
	moreNotShown: {
		en: '{count} more points are not shown.',
		nl: '{count} andere punten worden niet getoond.',
		fr: '{count} autres points ne sont pas affichés.',
		de: '{count} weitere Punkte werden nicht angezeigt.',
	},
} satisfies Record<string, Sentences>;
