import type { OrderRule } from './rule';

export const orderTotalUnreadable: OrderRule = {
	code: 'order_total_unreadable',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'theoretical_price',
	check: ({ total }) =>
		total !== undefined && total.value === undefined ? { total: String(total.written) } : undefined,
	message: {
		en: 'The order has a total of "{total}", which is not an amount.',
		nl: 'Het totaal “{total}” is geen bedrag.',
		fr: "Le total de la commande, « {total} », n'est pas un montant.",
		de: 'Der Gesamtbetrag „{total}“ ist keine Zahl.',
	},
	example: { total: 'ten' },
	fix: 'Ask the customer to place the order again; if that does not help, contact Apicbase support.',
	owner: 'customer',
};
