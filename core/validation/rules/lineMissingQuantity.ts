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
		nl: '{line} heeft geen aantal.',
		fr: "{line} n'a pas de quantité.",
		de: '{line} hat keine Menge.',
	},
	example: {},
	fix: 'Ask the customer how many packages they want.',
	owner: 'customer',
};
