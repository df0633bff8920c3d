import type { OrderRule } from './rule';

export const unknownCustomer: OrderRule = {
	code: 'unknown_customer',
	defaultSeverity: 'error',
	needs: 'customers',
	field: 'supplier_customer_number',
	check: ({ customerNumber, customer }) =>
		customerNumber !== null && customer?.kind === 'unknown' ? { customerNumber } : undefined,
	message: {
		en: 'The supplier does not know the customer number "{customerNumber}".',
		nl: 'De leverancier kent het klantnummer "{customerNumber}" niet.',
		fr: 'Le fournisseur ne connaît pas le numéro de client "{customerNumber}".',
		de: 'Der Lieferant kennt die Kundennummer "{customerNumber}" nicht.',
	},
	fix: "Add the customer to your own records, or correct the number in the outlet's ordering details in Apicbase.",
	owner: 'customer data',
};
