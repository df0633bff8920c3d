import { amountOf, isLess, isMultipleOf, zero } from '../../amount';
import type { LineRule } from './rule';

export const notAMultiple: LineRule = {
	code: 'not_a_multiple',
	defaultSeverity: 'error',
	needs: 'articles',
	uses: [],
	field: 'quantity_ordered',
	check: ({ article, quantity }) => {
		const multiple = article?.multiple?.value;
		if (multiple === undefined || !isLess(zero, multiple) || quantity?.value === undefined)
			return undefined;
		return isMultipleOf(quantity.value, multiple)
			? undefined
			: { quantity: { quantity: quantity.value }, multiple: { quantity: multiple } };
	},
	message: {
		en: '{line} has a quantity of {quantity}, but is sold in multiples of {multiple}.',
		nl: '{line}: alleen te bestellen per {multiple}; u bestelt {quantity}.',
		fr: '{line} : la quantité ({quantity}) doit être un multiple de {multiple}.',
		de: '{line}: Die Menge ({quantity}) muss ein Vielfaches von {multiple} sein.',
	},
	example: { quantity: { quantity: amountOf(4) }, multiple: { quantity: amountOf(3) } },
	fix: 'Ask the customer for a quantity that is a multiple of that number.',
	owner: 'customer',
};
