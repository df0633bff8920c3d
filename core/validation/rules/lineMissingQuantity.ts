import type { LineRule } from './rule';

export const lineMissingQuantity: LineRule = {
	code: 'line_missing_quantity',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'quantity_ordered',
	check: ({ quantity }) => (quantity === undefined ? {} : undefined),
	message: {
		en: '{line} is missing a quantity.',
		nl: '{line}: het aantal ontbreekt.',
		fr: '{line} : il manque la quantité.',
		de: '{line}: Die Menge fehlt.',
	},
	example: {},
	fix: 'Ask the customer how many packages they want.',
	owner: 'customer',
};
