import { amountOf, isLess, zero } from '../../amount';
import { sumOfLines, type OrderRule } from './rule';

export const belowMinimumOrderValue: OrderRule = {
	code: 'below_minimum_order_value',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: ['minimumOrderValue'],
	field: 'theoretical_price',
	check: ({ total, lines }, { settings: { minimumOrderValue } }) => {
		if (!isLess(zero, minimumOrderValue)) return undefined;
		const value = total === undefined ? sumOfLines(lines) : total.value;
		if (value === undefined || !isLess(value, minimumOrderValue)) return undefined;
		return { total: { money: value }, minimum: { money: minimumOrderValue } };
	},
	message: {
		en: 'The order total is {total}, below the minimum order value of {minimum}.',
		nl: 'De bestelling bedraagt {total}; het minimale bestelbedrag is {minimum}.',
		fr: "La commande s'élève à {total}, alors que le minimum de commande est de {minimum}.",
		de: 'Der Bestellwert von {total} liegt unter dem Mindestbestellwert von {minimum}.',
	},
	example: { total: { money: amountOf(12) }, minimum: { money: amountOf(50) } },
	fix: 'Ask the customer to order more, or accept the small order by hand.',
	owner: 'customer',
};
