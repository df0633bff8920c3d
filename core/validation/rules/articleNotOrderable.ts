import type { LineRule } from './rule';

export const articleNotOrderable: LineRule = {
	code: 'article_not_orderable',
	defaultSeverity: 'error',
	needs: 'articles',
	uses: ['articleMatching'],
	field: 'supplier_package.supplier_article_number',
	check: ({ article }) => (article?.orderable === false ? {} : undefined),
	message: {
		en: '{line} cannot be ordered at the moment.',
		nl: '{line}: dit artikel is momenteel niet bestelbaar.',
		fr: '{line} : cet article ne peut pas être commandé pour le moment.',
		de: '{line}: Dieser Artikel ist derzeit nicht bestellbar.',
	},
	example: {},
	fix: 'Agree a substitute with the customer, or make the article orderable again.',
	owner: 'customer',
};
