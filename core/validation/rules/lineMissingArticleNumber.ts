import type { LineRule } from './rule';

export const lineMissingArticleNumber: LineRule = {
	code: 'line_missing_article_number',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'supplier_package.supplier_article_number',
	check: ({ articleNumber }) => (articleNumber === null ? {} : undefined),
	message: {
		en: '{line} is missing an article number.',
		nl: '{line}: het artikelnummer ontbreekt.',
		fr: "{line} : il manque le numéro d'article.",
		de: '{line}: Die Artikelnummer fehlt.',
	},
	example: {},
	fix: "Add your article number to this article's package in Apicbase, then have the order sent again.",
	owner: 'article data',
};
