import type { LineRule } from './rule';

export const unknownArticle: LineRule = {
	code: 'unknown_article',
	defaultSeverity: 'error',
	needs: 'articles',
	field: 'supplier_package.supplier_article_number',
	check: ({ articleNumber, match }) =>
		articleNumber !== null && match?.kind === 'unknown' ? { articleNumber } : undefined,
	message: {
		en: '{line} has the article number "{articleNumber}", which is not in the supplier\'s assortment.',
		nl: '{line} heeft het artikelnummer "{articleNumber}", dat niet in het assortiment van de leverancier staat.',
		fr: '{line} a le numéro d\'article "{articleNumber}", qui ne figure pas dans l\'assortiment du fournisseur.',
		de: '{line} hat die Artikelnummer "{articleNumber}", die nicht im Sortiment des Lieferanten steht.',
	},
	fix: 'Add the article to your own articles, or correct its number in the assortment you upload to Apicbase.',
	owner: 'article data',
};
