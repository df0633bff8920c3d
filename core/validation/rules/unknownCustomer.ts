import { describeLookalike } from '../lookalike';
import type { OrderRule } from './rule';

export const unknownCustomer: OrderRule = {
	code: 'unknown_customer',
	defaultSeverity: 'error',
	needs: 'customers',
	uses: ['customerNumbers', 'customerMatching'],
	field: 'supplier_customer_number',
	check: ({ customerNumber, customer }, { customers }) =>
		customerNumber !== null && customer?.kind === 'unknown'
			? {
					customerNumber,
					lookalike: describeLookalike(customerNumber, customers?.lookalikeOf(customerNumber)),
				}
			: undefined,
	message: {
		en: 'The supplier does not know the customer number "{customerNumber}".{lookalike}',
		nl: 'De leverancier kent het klantnummer "{customerNumber}" niet.{lookalike}',
		fr: 'Le fournisseur ne connaît pas le numéro de client "{customerNumber}".{lookalike}',
		de: 'Der Lieferant kennt die Kundennummer "{customerNumber}" nicht.{lookalike}',
	},
	example: { customerNumber: 'C-42', lookalike: '' },
	fix: "Add the customer to your own records, or correct the number in the outlet's ordering details in Apicbase.",
	owner: 'customer data',
};
