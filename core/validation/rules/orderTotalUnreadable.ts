import type { OrderRule } from './rule';

export const orderTotalUnreadable: OrderRule = {
	code: 'order_total_unreadable',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'theoretical_price',
	check: ({ total }) =>
		total !== undefined && total.value === undefined ? { total: total.written } : undefined,
	message: {
		en: 'The order has a total of "{total}", which is not an amount.',
		nl: 'De bestelling heeft als totaal "{total}", en dat is geen bedrag.',
		fr: 'La commande a pour total "{total}", qui n\'est pas un montant.',
		de: 'Die Bestellung hat den Gesamtbetrag "{total}", der kein Betrag ist.',
	},
	example: { total: 'ten' },
	fix: 'Ask the customer to place the order again; if it looks the same, ask Apicbase support.',
	owner: 'customer',
};
