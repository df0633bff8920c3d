import { amountOf, differsBeyondRounding, multiply } from '../../amount';
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
			total: { money: total.value },
			quantity: { quantity: quantity.value },
			price: { money: price.value },
			product: { money: product },
		};
	},
	message: {
		en: '{line} has a total of {total}, but {quantity} × {price} is {product}.',
		nl: '{line}: het regeltotaal is {total}, maar {quantity} × {price} = {product}.',
		fr: '{line} : le total est de {total}, mais {quantity} × {price} = {product}.',
		de: '{line}: Der Positionsbetrag ist {total}, aber {quantity} × {price} = {product}.',
	},
	example: {
		total: { money: amountOf(12) },
		quantity: { quantity: amountOf(4) },
		price: { money: amountOf(2.75) },
		product: { money: amountOf(11) },
	},
	fix: 'Check the line against your own prices before you invoice it.',
	owner: 'article data',
};
