import { describeLookalike } from '../lookalike';
import type { LineRule } from './rule';

export const unknownArticle: LineRule = {
	code: 'unknown_article',
	defaultSeverity: 'error',
	needs: 'articles',
	uses: ['articleMatching'],
	field: 'supplier_package.supplier_article_number',
	check: ({ articleNumber, match }, { articles }) =>
		articleNumber !== null && match?.kind === 'unknown'
			? {
					articleNumber,
					lookalike: describeLookalike(articleNumber, articles?.lookalikeOf(articleNumber)),
				}
			: undefined,
	message: {
		en: '{line} has the article number "{articleNumber}", which is not in the supplier\'s assortment.{lookalike}',
		nl: '{line} heeft het artikelnummer "{articleNumber}", dat niet in het assortiment van de leverancier staat.{lookalike}',
		fr: '{line} a le numéro d\'article "{articleNumber}", qui ne figure pas dans l\'assortiment du fournisseur.{lookalike}',
		de: '{line} hat die Artikelnummer "{articleNumber}", die nicht im Sortiment des Lieferanten steht.{lookalike}',
	},
	example: { articleNumber: 'ABC-999', lookalike: '' },
	fix: 'Add the article to your own articles, or correct its number in the assortment you upload to Apicbase.',
	owner: 'article data',
};
