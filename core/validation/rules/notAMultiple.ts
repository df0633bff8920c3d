import { isLess, isMultipleOf, sayAmount } from '../../amount';
import type { LineRule } from './rule';

export const notAMultiple: LineRule = {
	code: 'not_a_multiple',
	defaultSeverity: 'error',
	needs: 'articles',
	uses: [],
	field: 'quantity_ordered',
	check: ({ article, quantity }) => {
		const multiple = article?.multiple?.value;
		if (multiple === undefined || !isLess(0, multiple) || quantity?.value === undefined)
			return undefined;
		return isMultipleOf(quantity.value, multiple)
			? undefined
			: { quantity: quantity.written, multiple: sayAmount(multiple) };
	},
	message: {
		en: '{line} has a quantity of {quantity}, which is not a multiple of {multiple}.',
		nl: '{line} heeft als aantal {quantity}, en dat is geen veelvoud van {multiple}.',
		fr: "{line} a pour quantité {quantity}, qui n'est pas un multiple de {multiple}.",
		de: '{line} hat die Menge {quantity}, die kein Vielfaches von {multiple} ist.',
	},
	example: { quantity: '4', multiple: '3' },
	fix: 'Ask the customer for a quantity that fills whole packages.',
	owner: 'customer',
};
