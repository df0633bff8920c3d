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
		en: '{line} has article number "{articleNumber}", which is not in the product range.{lookalike}',
		nl: '{line}: artikelnummer “{articleNumber}” staat niet in ons assortiment.{lookalike}',
		fr: "{line} : le numéro d'article « {articleNumber} » ne figure pas dans notre assortiment.{lookalike}",
		de: '{line}: Die Artikelnummer „{articleNumber}“ ist in unserem Sortiment nicht vorhanden.{lookalike}',
	},
	example: { articleNumber: 'ABC-999', lookalike: '' },
	fix: 'Add the article to your own articles, or correct its number in the assortment you upload to Apicbase.',
	owner: 'article data',
};
