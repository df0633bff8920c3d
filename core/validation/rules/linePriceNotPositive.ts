import { amountOf, isLess, zero } from '../../amount';
import type { LineRule } from './rule';

export const linePriceNotPositive: LineRule = {
	code: 'line_price_not_positive',
	defaultSeverity: 'warning',
	needs: 'nothing',
	uses: [],
	field: 'supplier_package.theoretical_price_per_package',
	check: ({ price }) =>
		price?.value === undefined || isLess(zero, price.value)
			? undefined
			: { price: { money: price.value } },
	message: {
		en: '{line} has a price of {price}; it must be more than zero.',
		nl: '{line}: de prijs ({price}) moet groter dan nul zijn.',
		fr: '{line} : le prix ({price}) doit être supérieur à zéro.',
		de: '{line}: Der Preis ({price}) muss größer als null sein.',
	},
	example: { price: { money: amountOf(0) } },
	fix: 'Invoice your own price, and upload it to Apicbase.',
	owner: 'article data',
};
