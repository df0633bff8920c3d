import { isLess, sayAmount } from '../../amount';
import type { LineRule } from './rule';

export const belowMinimumQuantity: LineRule = {
	code: 'below_minimum_quantity',
	defaultSeverity: 'error',
	needs: 'articles',
	uses: [],
	field: 'quantity_ordered',
	check: ({ article, quantity }) => {
		const minimum = article?.minimumQuantity?.value;
		if (minimum === undefined || quantity?.value === undefined || !isLess(quantity.value, minimum))
			return undefined;
		return { quantity: quantity.written, minimum: sayAmount(minimum) };
	},
	message: {
		en: '{line} has a quantity of {quantity}, below the minimum of {minimum}.',
		nl: '{line} heeft als aantal {quantity}, minder dan het minimum van {minimum}.',
		fr: '{line} a pour quantité {quantity}, en dessous du minimum de {minimum}.',
		de: '{line} hat die Menge {quantity}, weniger als die Mindestmenge von {minimum}.',
	},
	example: { quantity: '4', minimum: '5' },
	fix: 'Ask the customer to order at least the minimum, or to take the line out.',
	owner: 'customer',
};
