import { differsBeyondRounding, multiply, sayAmount } from '../../amount';
import type { LineRule } from './rule';

export const lineTotalDiffers: LineRule = {
	code: 'line_total_differs',
	// Apicbase does not promise that they agree, e.g. after a discount.
	defaultSeverity: 'warning',
	needs: 'nothing',
	uses: [],
	field: 'total_theoretical_price',
	check: ({ price, quantity, total }) => {
		if (price?.value === undefined || quantity?.value === undefined || total?.value === undefined)
			return undefined;
		const product = multiply(price.value, quantity.value);
		if (!differsBeyondRounding(total.value, product)) return undefined;
		return {
			total: sayAmount(total.value),
			quantity: sayAmount(quantity.value),
			price: sayAmount(price.value),
			product: sayAmount(product),
		};
	},
	message: {
		en: '{line} has a total of {total}, but {quantity} × {price} is {product}.',
		nl: '{line} heeft een totaal van {total}, maar {quantity} × {price} is {product}.',
		fr: '{line} a un total de {total}, mais {quantity} × {price} font {product}.',
		de: '{line} hat einen Betrag von {total}, aber {quantity} × {price} ergibt {product}.',
	},
	example: { total: '12', quantity: '4', price: '2.75', product: '11' },
	fix: 'Check the line against your own prices before you invoice it.',
	owner: 'article data',
};
