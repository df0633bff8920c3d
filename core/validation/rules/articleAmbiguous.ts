import type { LineRule } from './rule';

export const articleAmbiguous: LineRule = {
	code: 'article_ambiguous',
	defaultSeverity: 'error',
	needs: 'articles',
	uses: ['articleMatching'],
	field: 'supplier_package.supplier_article_number',
	check: ({ articleNumber, match }) =>
		articleNumber !== null && match?.kind === 'ambiguous' ? { articleNumber } : undefined,
	message: {
		en: '{line} has article number "{articleNumber}", which belongs to more than one article.',
		nl: '{line}: artikelnummer “{articleNumber}” hoort in ons assortiment bij meer dan één artikel.',
		fr: "{line} : le numéro d'article « {articleNumber} » correspond à plusieurs articles de notre assortiment.",
		de: '{line}: Die Artikelnummer „{articleNumber}“ gehört in unserem Sortiment zu mehreren Artikeln.',
	},
	example: { articleNumber: 'ABC-123' },
	fix: 'Keep one row for this number in your articles, or mark the others as not orderable.',
	owner: 'article data',
};
