import { isLess } from '../../amount';
import type { LineRule } from './rule';

export const lineQuantityNotPositive: LineRule = {
	code: 'line_quantity_not_positive',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'quantity_ordered',
	check: ({ quantity }) =>
		quantity?.value === undefined || isLess(0, quantity.value)
			? undefined
			: { quantity: quantity.written },
	message: {
		en: '{line} has a quantity of "{quantity}", which is not more than zero.',
		nl: '{line} heeft als aantal "{quantity}", en dat is niet meer dan nul.',
		fr: '{line} a pour quantité "{quantity}", qui n\'est pas supérieure à zéro.',
		de: '{line} hat die Menge "{quantity}", die nicht größer als null ist.',
	},
	example: { quantity: '0' },
	fix: 'Ask the customer how many packages they want, or to take the line out.',
	owner: 'customer',
};
