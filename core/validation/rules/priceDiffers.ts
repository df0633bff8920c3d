import { amountOf, differsBeyondPercent, isLess, isOutOfProportion, zero } from '../../amount';
import type { LineRule } from './rule';

export const priceDiffers: LineRule = {
	code: 'price_differs',
	// Discounts may explain a difference, so it is for somebody to look at.
	defaultSeverity: 'warning',
	needs: 'articles',
	uses: ['priceTolerancePercent'],
	field: 'supplier_package.theoretical_price_per_package',
	check: ({ article, price }, { settings }) => {
		const listPrice = article?.price?.value;
		if (listPrice === undefined || price?.value === undefined || !isLess(zero, price.value))
			return undefined;
		if (!differsBeyondPercent(price.value, listPrice, settings.priceTolerancePercent))
			return undefined;
		// A rule of its own says so, unless it is switched off.
		const isSaid = settings.severities.get('price_out_of_proportion') !== 'off';
		if (isSaid && isOutOfProportion(price.value, listPrice)) return undefined;
		return { price: { money: price.value }, listPrice: { money: listPrice } };
	},
	message: {
		en: '{line} has a price of {price} instead of {listPrice}.',
		nl: '{line}: de prijs is {price} in plaats van {listPrice}.',
		fr: '{line} : le prix est de {price} au lieu de {listPrice}.',
		de: '{line}: Der Preis beträgt {price} statt {listPrice}.',
	},
	example: { price: { money: amountOf(2.75) }, listPrice: { money: amountOf(2.5) } },
	fix: 'Upload the current prices to Apicbase, or agree the price with the customer.',
	owner: 'article data',
};
