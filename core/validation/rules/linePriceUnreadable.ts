import type { LineRule } from './rule';

export const linePriceUnreadable: LineRule = {
	code: 'line_price_unreadable',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'supplier_package.theoretical_price_per_package',
	check: ({ price }) =>
		price !== undefined && price.value === undefined ? { price: price.written } : undefined,
	message: {
		en: '{line} has a price of "{price}", which is not an amount.',
		nl: '{line} heeft als prijs "{price}", en dat is geen bedrag.',
		fr: '{line} a pour prix "{price}", qui n\'est pas un montant.',
		de: '{line} hat den Preis "{price}", der kein Betrag ist.',
	},
	example: { price: '2,75' },
	fix: 'Look up the price of this article in the assortment you upload to Apicbase; if it is right there, ask Apicbase support.',
	owner: 'article data',
};
