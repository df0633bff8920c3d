import type { LineRule } from './rule';

export const lineQuantityUnreadable: LineRule = {
	code: 'line_quantity_unreadable',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'quantity_ordered',
	check: ({ quantity }) =>
		quantity !== undefined && quantity.value === undefined
			? { quantity: { quoted: quantity.written } }
			: undefined,
	message: {
		en: '{line} has a quantity of {quantity}, which is not a number.',
		nl: '{line}: het aantal ({quantity}) is geen getal.',
		fr: "{line} : la quantité ({quantity}) n'est pas un nombre.",
		de: '{line}: Die Menge ({quantity}) ist keine Zahl.',
	},
	example: { quantity: { quoted: '1,5' } },
	fix: 'Ask the customer how many packages they want.',
	owner: 'customer',
};
