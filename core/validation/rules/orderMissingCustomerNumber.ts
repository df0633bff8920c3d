import type { OrderRule } from './rule';

export const orderMissingCustomerNumber: OrderRule = {
	code: 'order_missing_customer_number',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'supplier_customer_number',
	check: ({ customerNumber }) => (customerNumber === null ? {} : undefined),
	message: {
		en: 'The order has no customer number.',
		nl: 'De bestelling heeft geen klantnummer.',
		fr: "La commande n'a pas de numéro de client.",
		de: 'Die Bestellung hat keine Kundennummer.',
	},
	example: {},
	fix: 'Have it entered in Apicbase under "Outlet Ordering Details", "Customer Numbers".',
	owner: 'customer data',
};
