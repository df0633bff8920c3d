import type { LineRule } from './rule';

export const linePriceUnreadable: LineRule = {
	code: 'line_price_unreadable',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'supplier_package.theoretical_price_per_package',
	check: ({ price }) =>
		price !== undefined && price.value === undefined ? { price: String(price.written) } : undefined,
	message: {
		en: '{line} has a price of "{price}", which is not an amount.',
		nl: '{line}: de prijs “{price}” is geen bedrag.',
		fr: "{line} : le prix « {price} » n'est pas un montant.",
		de: '{line}: Der Preis „{price}“ ist keine Zahl.',
	},
	example: { price: '2,75' },
	fix: 'Check the price of this article in the assortment you upload to Apicbase; if that does not help, contact Apicbase support.',
	owner: 'article data',
};
