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
		en: 'Customer number "{customerNumber}" is not known.{lookalike}',
		nl: 'Klantnummer “{customerNumber}” is bij ons niet bekend.{lookalike}',
		fr: 'Le numéro de client « {customerNumber} » nous est inconnu.{lookalike}',
		de: 'Die Kundennummer „{customerNumber}“ ist uns nicht bekannt.{lookalike}',
	},
	example: { customerNumber: 'C-42', lookalike: '' },
	fix: 'Add the customer to your own records, or have the number corrected in Apicbase under "Outlet Ordering Details", "Customer Numbers".',
	owner: 'customer data',
};
