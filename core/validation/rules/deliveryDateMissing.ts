import type { OrderRule } from './rule';

export const deliveryDateMissing: OrderRule = {
	code: 'delivery_date_missing',
	// Apicbase allows an order without a delivery date.
	defaultSeverity: 'warning',
	needs: 'nothing',
	uses: [],
	field: 'expected_delivery_date',
	check: ({ delivery }) => (delivery === undefined ? {} : undefined),
	message: {
		en: 'The order has no delivery date.',
		nl: 'De bestelling heeft geen leverdatum.',
		fr: "La commande n'a pas de date de livraison.",
		de: 'Die Bestellung hat keinen Liefertermin.',
	},
	example: {},
	fix: 'Ask the customer when they want the delivery.',
	owner: 'customer',
};
