import type { LineRule } from './rule';

export const linePriceMissing: LineRule = {
	code: 'line_price_missing',
	defaultSeverity: 'warning',
	needs: 'nothing',
	uses: [],
	field: 'supplier_package.theoretical_price_per_package',
	check: ({ price }) => (price === undefined ? {} : undefined),
	message: {
		en: '{line} is missing a price.',
		nl: '{line}: de prijs ontbreekt.',
		fr: '{line} : il manque le prix.',
		de: '{line}: Der Preis fehlt.',
	},
	example: {},
	fix: 'Invoice your own price, and upload it to Apicbase.',
	owner: 'article data',
};
