import { amountOf, isLess } from '../../amount';
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
		return { quantity: { quantity: quantity.value }, minimum: { quantity: minimum } };
	},
	message: {
		en: '{line} has a quantity of {quantity}, below the minimum of {minimum}.',
		nl: '{line}: minimaal {minimum} te bestellen; u bestelt {quantity}.',
		fr: '{line} : la quantité ({quantity}) est inférieure au minimum de {minimum}.',
		de: '{line}: Die Menge ({quantity}) liegt unter der Mindestbestellmenge von {minimum}.',
	},
	example: { quantity: { quantity: amountOf(4) }, minimum: { quantity: amountOf(5) } },
	fix: 'Ask the customer to order at least the minimum, or to take the line out.',
	owner: 'customer',
};
