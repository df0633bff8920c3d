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
		nl: '{line} kan op dit moment niet besteld worden.',
		fr: '{line} ne peut pas être commandée pour le moment.',
		de: '{line} kann derzeit nicht bestellt werden.',
	},
	example: {},
	fix: 'Agree on a replacement with the customer, or make the article orderable again.',
	owner: 'customer',
};
