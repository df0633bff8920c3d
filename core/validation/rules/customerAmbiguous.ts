import type { OrderRule } from './rule';

export const customerAmbiguous: OrderRule = {
	code: 'customer_ambiguous',
	defaultSeverity: 'error',
	needs: 'customers',
	uses: ['customerMatching'],
	field: 'supplier_customer_number',
	check: ({ customerNumber, customer }) =>
		customerNumber !== null && customer?.kind === 'ambiguous' ? { customerNumber } : undefined,
	message: {
		en: 'Customer number "{customerNumber}" belongs to more than one customer.',
		nl: 'Klantnummer “{customerNumber}” is bij ons aan meer dan één klant toegekend.',
		fr: 'Le numéro de client « {customerNumber} » correspond chez nous à plusieurs clients.',
		de: 'Die Kundennummer „{customerNumber}“ gehört bei uns zu mehreren Kunden.',
	},
	example: { customerNumber: 'C-42' },
	fix: 'Keep one row for this number in your customers.',
	owner: 'customer data',
};
