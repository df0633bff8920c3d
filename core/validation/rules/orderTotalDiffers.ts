import { amountOf, differsBeyondRounding } from '../../amount';
import { sumOf, type OrderRule } from './rule';

export const orderTotalDiffers: OrderRule = {
	code: 'order_total_differs',
	// Apicbase does not promise that they agree, e.g. after a discount; each line may be rounded to cents.
	defaultSeverity: 'warning',
	needs: 'nothing',
	uses: [],
	field: 'theoretical_price',
	check: ({ total, lines }) => {
		if (total?.value === undefined) return undefined;
		const sum = sumOf(lines, (line) => line.total?.value);
		if (sum === undefined || !differsBeyondRounding(total.value, sum, lines.length))
			return undefined;
		return { total: { money: total.value }, sum: { money: sum } };
	},
	message: {
		en: 'The order has a total of {total}, but its lines add up to {sum}.',
		nl: 'Het totaal van de bestelling is {total}, maar de som van de regels is {sum}.',
		fr: 'Le total de la commande est de {total}, mais la somme des lignes est de {sum}.',
		de: 'Der Gesamtbetrag ist {total}, die Summe der Positionen aber {sum}.',
	},
	example: { total: { money: amountOf(12) }, sum: { money: amountOf(11) } },
	fix: 'Check the order against your own prices before you invoice it.',
	owner: 'article data',
};
