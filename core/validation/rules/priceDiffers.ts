import { differsBeyondPercent, sayAmount } from '../../amount';
import type { LineRule } from './rule';

export const priceDiffers: LineRule = {
	code: 'price_differs',
	// Discounts may explain a difference, so it is for somebody to look at.
	defaultSeverity: 'warning',
	needs: 'articles',
	field: 'supplier_package.theoretical_price_per_package',
	check: ({ article, price }, { settings }) => {
		const listPrice = article?.price?.value;
		if (listPrice === undefined || price?.value === undefined) return undefined;
		if (!differsBeyondPercent(price.value, listPrice, settings.priceTolerancePercent))
			return undefined;
		return { price: sayAmount(price.value), listPrice: sayAmount(listPrice) };
	},
	message: {
		en: '{line} has a price of {price} instead of {listPrice}.',
		nl: '{line} heeft een prijs van {price} in plaats van {listPrice}.',
		fr: '{line} a un prix de {price} au lieu de {listPrice}.',
		de: '{line} hat einen Preis von {price} statt {listPrice}.',
	},
	fix: 'Upload the current prices to Apicbase, or agree on the price with the customer.',
	owner: 'article data',
};
