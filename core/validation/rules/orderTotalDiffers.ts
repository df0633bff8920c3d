import { differsBeyondRounding, sayAmount } from '../../amount';
import { sumOfLines } from './sumOfLines';
import type { OrderRule } from './rule';

export const orderTotalDiffers: OrderRule = {
	code: 'order_total_differs',
	// Apicbase does not promise that they agree, e.g. after a discount; each line may be rounded to cents.
	defaultSeverity: 'warning',
	needs: 'nothing',
	uses: [],
	field: 'theoretical_price',
	check: ({ total, lines }) => {
		if (total?.value === undefined) return undefined;
		const sum = sumOfLines(lines);
		if (sum === undefined || !differsBeyondRounding(total.value, sum, lines.length))
			return undefined;
		return { total: sayAmount(total.value), sum: sayAmount(sum) };
	},
	message: {
		en: 'The order has a total of {total}, but its lines add up to {sum}.',
		nl: 'De bestelling heeft een totaal van {total}, maar de regels tellen op tot {sum}.',
		fr: 'La commande a un total de {total}, mais la somme de ses lignes est {sum}.',
		de: 'Die Bestellung hat einen Gesamtbetrag von {total}, aber die Summe ihrer Positionen ist {sum}.',
	},
	example: { total: '12', sum: '11' },
	fix: 'Check the order against your own prices before you invoice it.',
	owner: 'article data',
};
