import { readField } from '../json';
import {
	format,
	formatLineName,
	nameLine,
	type Language,
	type LocalizedMessage,
	type Params,
} from '../messages/format';
import { refusalPhrases, type Reason } from './response';

/** Why an ERP step refuses an order, by code; `{line}` stands for the line's position and name. */
export const supplierReasons = {
	order_cancelled_by_supplier: {
		en: 'This order was cancelled on our side. Please call us, or place a new order.',
		nl: 'Deze bestelling is bij ons geannuleerd. Bel ons, of plaats een nieuwe bestelling.',
		fr: 'Cette commande a été annulée de notre côté. Appelez-nous, ou passez une nouvelle commande.',
		de: 'Diese Bestellung wurde bei uns storniert. Bitte rufen Sie uns an, oder bestellen Sie neu.',
	},
	order_no_longer_changeable: {
		en: 'This order can no longer be changed. Please call us.',
		nl: 'Deze bestelling kan niet meer worden gewijzigd. Bel ons.',
		fr: 'Cette commande ne peut plus être modifiée. Appelez-nous.',
		de: 'Diese Bestellung kann nicht mehr geändert werden. Bitte rufen Sie uns an.',
	},
	order_received_differently: {
		en: 'We received this order before with other content. Call us to change it.',
		nl: 'We hebben deze bestelling al met een andere inhoud ontvangen. Bel ons om ze te wijzigen.',
		fr: 'Nous avons déjà reçu cette commande avec un autre contenu. Appelez-nous pour la modifier.',
		de: 'Diese Bestellung liegt uns bereits mit anderem Inhalt vor. Rufen Sie uns an, um sie zu ändern.',
	},
	order_being_checked: {
		en: 'We are checking this order. Please call us before you send it again.',
		nl: 'We kijken deze bestelling na. Bel ons voordat u ze opnieuw verzendt.',
		fr: "Nous vérifions cette commande. Appelez-nous avant de l'envoyer à nouveau.",
		de: 'Wir prüfen diese Bestellung. Bitte rufen Sie uns an, bevor Sie sie erneut senden.',
	},
	order_not_accepted_yet: {
		en: 'We could not accept this order yet and are looking into it. Please call us, or send it again later.',
		nl: 'We konden deze bestelling nog niet aannemen en zoeken het uit. Bel ons, of verzend ze later opnieuw.',
		fr: "Nous n'avons pas encore pu accepter cette commande et nous en occupons. Appelez-nous, ou envoyez-la à nouveau plus tard.",
		de: 'Wir konnten diese Bestellung noch nicht annehmen und klären das. Bitte rufen Sie uns an, oder senden Sie sie später erneut.',
	},
	order_lines_not_read: {
		en: 'We could not read every line of this order. Please call us.',
		nl: 'We konden niet elke regel van deze bestelling lezen. Bel ons.',
		fr: "Nous n'avons pas pu lire toutes les lignes de cette commande. Appelez-nous.",
		de: 'Wir konnten nicht jede Position dieser Bestellung lesen. Bitte rufen Sie uns an.',
	},
	customer_not_known: {
		en: 'We do not know your customer number. Please call us.',
		nl: 'We kennen uw klantnummer niet. Bel ons.',
		fr: 'Nous ne connaissons pas votre numéro de client. Appelez-nous.',
		de: 'Wir kennen Ihre Kundennummer nicht. Bitte rufen Sie uns an.',
	},
	line_article_not_known: {
		en: '{line} has an article that we do not know. Please choose another one, or call us.',
		nl: '{line}: dit artikel kennen we niet. Kies een ander, of bel ons.',
		fr: '{line} : nous ne connaissons pas cet article. Choisissez-en un autre, ou appelez-nous.',
		de: '{line}: Diesen Artikel kennen wir nicht. Bitte wählen Sie einen anderen, oder rufen Sie uns an.',
	},
	line_price_not_known: {
		en: '{line} has no price in our list. Please call us.',
		nl: '{line}: voor dit artikel hebben we geen prijs. Bel ons.',
		fr: "{line} : nous n'avons pas de prix pour cet article. Appelez-nous.",
		de: '{line}: Für diesen Artikel haben wir keinen Preis. Bitte rufen Sie uns an.',
	},
	temporarily_unavailable: refusalPhrases.unavailable,
} satisfies Record<string, LocalizedMessage>;

/** For a line that is not named. */
const someLine: LocalizedMessage = {
	en: 'One line',
	nl: 'Een regel',
	fr: 'Une ligne',
	de: 'Eine Position',
};

/** A code of these, alone or with the line it is about: `{ code, line }`. */
function codeOf(written: unknown): keyof typeof supplierReasons | undefined {
	const code: unknown = typeof written === 'string' ? written : readField(written, ['code']);
	return typeof code === 'string' && Object.hasOwn(supplierReasons, code)
		? (code as keyof typeof supplierReasons)
		: undefined;
}

export const isSupplierReason = (written: unknown): boolean => codeOf(written) !== undefined;

/** The sentence for a code about an order; `undefined` when it is no such code. */
export function supplierReason(
	written: unknown,
	order: unknown,
	language: Language,
): Reason | undefined {
	const code = codeOf(written);
	if (code === undefined) return undefined;
	const line = Number(readField(written, ['line']));
	const isNamed = Number.isSafeInteger(line) && line > 0;
	const params: Params = {
		line: isNamed ? formatLineName(nameLine(order, line - 1), language) : someLine,
	};
	return { code, message: format(supplierReasons[code], params, language) };
}
