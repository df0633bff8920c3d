import { isLess, sayAmount } from '../../amount';
import type { LineRule } from './rule';

export const linePriceNotPositive: LineRule = {
	code: 'line_price_not_positive',
	defaultSeverity: 'warning',
	needs: 'nothing',
	uses: [],
	field: 'supplier_package.theoretical_price_per_package',
	check: ({ price }) =>
		price?.value === undefined || isLess(0, price.value)
			? undefined
			: { price: sayAmount(price.value) },
	message: {
		en: '{line} has a price of {price}; it must be more than zero.',
		nl: '{line} heeft een prijs van {price}; die moet hoger zijn dan nul.',
		fr: '{line} a un prix de {price} ; il doit être supérieur à zéro.',
		de: '{line} hat einen Preis von {price}; er muss größer als null sein.',
	},
	example: { price: '0' },
	fix: 'Invoice your own price, and upload it to Apicbase.',
	owner: 'article data',
};
