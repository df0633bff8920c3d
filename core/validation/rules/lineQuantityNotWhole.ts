import { isWhole } from '../../amount';
import type { LineRule } from './rule';

export const lineQuantityNotWhole: LineRule = {
	code: 'line_quantity_not_whole',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'quantity_ordered',
	check: ({ quantity }) => {
		const isFine =
			quantity === undefined || (quantity.value !== undefined && isWhole(quantity.value));
		return isFine ? undefined : { quantity: quantity.written };
	},
	message: {
		en: '{line} has a quantity of "{quantity}", which is not a whole number.',
		nl: '{line} heeft als aantal "{quantity}", en dat is geen geheel getal.',
		fr: '{line} a pour quantité "{quantity}", qui n\'est pas un nombre entier.',
		de: '{line} hat die Menge "{quantity}", die keine ganze Zahl ist.',
	},
	example: { quantity: '1.5' },
	fix: 'Ask the customer how many whole packages they want.',
	owner: 'customer',
};
