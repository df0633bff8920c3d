import { isLess, sayAmount } from '../../amount';
import { sumOfLines } from './sumOfLines';
import type { OrderRule } from './rule';

export const belowMinimumOrderValue: OrderRule = {
	code: 'below_minimum_order_value',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: ['minimumOrderValue'],
	field: 'theoretical_price',
	check: ({ total, lines }, { settings: { minimumOrderValue } }) => {
		if (!isLess(0, minimumOrderValue)) return undefined;
		const value = total === undefined ? sumOfLines(lines) : total.value;
		if (value === undefined || !isLess(value, minimumOrderValue)) return undefined;
		return { total: sayAmount(value), minimum: sayAmount(minimumOrderValue) };
	},
	message: {
		en: 'The order has a total of {total}, below the minimum of {minimum}.',
		nl: 'De bestelling heeft een totaal van {total}, minder dan het minimum van {minimum}.',
		fr: 'La commande a un total de {total}, en dessous du minimum de {minimum}.',
		de: 'Die Bestellung hat einen Gesamtbetrag von {total}, weniger als der Mindestbestellwert von {minimum}.',
	},
	example: { total: '12', minimum: '50' },
	fix: 'Ask the customer to order more, or accept the small order by hand.',
	owner: 'customer',
};
