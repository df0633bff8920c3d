import { amountOf, isWhole } from '../../amount';
import type { LineRule } from './rule';

export const lineQuantityNotWhole: LineRule = {
	code: 'line_quantity_not_whole',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'quantity_ordered',
	check: ({ quantity }) =>
		quantity?.value === undefined || isWhole(quantity.value)
			? undefined
			: { quantity: { quantity: quantity.value } },
	message: {
		en: '{line} has a quantity of {quantity}, which is not a whole number.',
		nl: '{line}: het aantal ({quantity}) moet een geheel getal zijn.',
		fr: '{line} : la quantité ({quantity}) doit être un nombre entier.',
		de: '{line}: Die Menge ({quantity}) muss eine ganze Zahl sein.',
	},
	example: { quantity: { quantity: amountOf(1.5) } },
	fix: 'Ask the customer how many whole packages they want.',
	owner: 'customer',
};
