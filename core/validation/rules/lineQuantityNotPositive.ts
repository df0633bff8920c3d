import { amountOf, isLess, zero } from '../../amount';
import type { LineRule } from './rule';

export const lineQuantityNotPositive: LineRule = {
	code: 'line_quantity_not_positive',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'quantity_ordered',
	check: ({ quantity }) =>
		quantity?.value === undefined || isLess(zero, quantity.value)
			? undefined
			: { quantity: { quantity: quantity.value } },
	message: {
		en: '{line} has a quantity of {quantity}; it must be more than zero.',
		nl: '{line}: het aantal ({quantity}) moet groter dan nul zijn.',
		fr: '{line} : la quantité ({quantity}) doit être supérieure à zéro.',
		de: '{line}: Die Menge ({quantity}) muss größer als null sein.',
	},
	example: { quantity: { quantity: amountOf(0) } },
	fix: 'Ask the customer how many packages they want, or to take the line out.',
	owner: 'customer',
};
