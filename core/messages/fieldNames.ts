import type { LocalizedMessage } from './format';

/** What people call the fields of an order. */
export const orderFieldNames: Readonly<Record<string, LocalizedMessage>> = {
	id: { en: 'id', nl: 'id', fr: 'identifiant', de: 'ID' },
	order_number: {
		en: 'order number',
		nl: 'bestelnummer',
		fr: 'numéro de commande',
		de: 'Bestellnummer',
	},
	status: { en: 'status', nl: 'status', fr: 'statut', de: 'Status' },
	ordered_on: { en: 'order date', nl: 'besteldatum', fr: 'date de commande', de: 'Bestelldatum' },
	owned_by: { en: 'buyer', nl: 'besteller', fr: 'acheteur', de: 'Besteller' },
	order_remarks: { en: 'remarks', nl: 'opmerkingen', fr: 'remarques', de: 'Bemerkungen' },
	expected_delivery_date: {
		en: 'delivery date',
		nl: 'leverdatum',
		fr: 'date de livraison',
		de: 'Liefertermin',
	},
	theoretical_price: { en: 'order total', nl: 'totaal', fr: 'total', de: 'Gesamtbetrag' },
	supplier_customer_number: {
		en: 'customer number',
		nl: 'klantnummer',
		fr: 'numéro de client',
		de: 'Kundennummer',
	},
};

/** What people call the fields of a line; in English with the article that the sentence needs. */
export const lineFieldNames: Readonly<Record<string, LocalizedMessage>> = {
	stock_item: {
		en: 'an article name',
		nl: 'artikelnaam',
		fr: 'désignation',
		de: 'Artikelbezeichnung',
	},
	supplier_article_number: {
		en: 'an article number',
		nl: 'artikelnummer',
		fr: "numéro d'article",
		de: 'Artikelnummer',
	},
	supplier_package: { en: 'a package', nl: 'verpakking', fr: 'conditionnement', de: 'Gebinde' },
	theoretical_price_per_package: { en: 'a price', nl: 'prijs', fr: 'prix', de: 'Preis' },
	quantity_ordered: { en: 'a quantity', nl: 'aantal', fr: 'quantité', de: 'Menge' },
	total_theoretical_price: {
		en: 'a line total',
		nl: 'regeltotaal',
		fr: 'total de la ligne',
		de: 'Positionsbetrag',
	},
};
