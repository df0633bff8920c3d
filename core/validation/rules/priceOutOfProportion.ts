import { amountOf, isOutOfProportion } from '../../amount';
import type { LineRule } from './rule';

export const priceOutOfProportion: LineRule = {
	code: 'price_out_of_proportion',
	defaultSeverity: 'error',
	needs: 'articles',
	uses: [],
	field: 'supplier_package.theoretical_price_per_package',
	check: ({ article, price }) => {
		const listPrice = article?.price?.value;
		if (listPrice === undefined || price?.value === undefined) return undefined;
		return isOutOfProportion(price.value, listPrice)
			? { price: { money: price.value }, listPrice: { money: listPrice } }
			: undefined;
	},
	message: {
		en: '{line} has a price of {price}, but the list price is {listPrice}; the package may be another one.',
		nl: '{line}: de prijs is {price}, maar de lijstprijs is {listPrice}; misschien gaat het om een andere verpakking.',
		fr: "{line} : le prix est de {price}, mais le prix catalogue est de {listPrice} ; il s'agit peut-être d'un autre conditionnement.",
		de: '{line}: Der Preis beträgt {price}, der Listenpreis aber {listPrice}; vielleicht ist ein anderes Gebinde gemeint.',
	},
	example: { price: { money: amountOf(24) }, listPrice: { money: amountOf(2.5) } },
	fix: 'Check that both prices are for the same package, and correct the price or the package in Apicbase.',
	owner: 'article data',
};
