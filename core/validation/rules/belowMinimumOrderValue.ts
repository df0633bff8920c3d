import { amountOf, isLess, multiply, zero, type Amount } from '../../amount';
import { sumOf, type CheckedLine, type OrderRule } from './rule';

export const belowMinimumOrderValue: OrderRule = {
	code: 'below_minimum_order_value',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: ['minimumOrderValue'],
	field: 'theoretical_price',
	check: ({ total, lines }, { settings: { minimumOrderValue } }) => {
		if (!isLess(zero, minimumOrderValue)) return undefined;
		const value = total === undefined ? sumOf(lines, worthOfLine) : total.value;
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

/** What a line is worth; without a total at its price, or else at the supplier's own. */
function worthOfLine({ total, quantity, price, article }: CheckedLine): Amount | undefined {
	if (total !== undefined) return total.value;
	const each = (price ?? article?.price)?.value;
	return quantity?.value === undefined || each === undefined
		? undefined
		: multiply(quantity.value, each);
}
