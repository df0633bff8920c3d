import { unknownArticle } from '../../../../core/validation/rules/unknownArticle.ts';
import { lemons, named, tomatoes, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(unknownArticle, {
	broken: withLine(),
	checks: { articles: [tomatoes, { sku: 'lem-9' }, { sku: 'LEM-90' }] },
	issue: {
		path: 'packages.1.supplier_package.supplier_article_number',
		...named,
		message:
			'Line 2, Lemons, has the article number "LEM-9", which is not in the supplier\'s assortment.',
		fix: 'Add the article to your own articles, or correct its number in the assortment you upload to Apicbase.',
		owner: 'article data',
	},
	said: {
		nl: 'Regel 2, Lemons, heeft het artikelnummer "LEM-9", dat niet in het assortiment van de leverancier staat.',
		fr: 'La ligne 2, Lemons, a le numéro d\'article "LEM-9", qui ne figure pas dans l\'assortiment du fournisseur.',
		de: 'Position 2, Lemons, hat die Artikelnummer "LEM-9", die nicht im Sortiment des Lieferanten steht.',
	},
	kept: {
		'the very number': { order: withLine(), checks: { articles: [tomatoes, lemons] } },
		'other case, when that is ignored': {
			order: withLine(),
			checks: { articles: [tomatoes, { sku: 'lem-9' }], ignored: ['case'] },
		},
		'leading zeros, when they are ignored': {
			order: withLine({ articleNumber: '0042' }),
			checks: { articles: [tomatoes, { sku: 42 }], ignored: ['leadingZeros'] },
		},
		'spaces, when they are ignored': {
			order: withLine({ articleNumber: 'LE M- 9' }),
			checks: { articles: [tomatoes, { sku: 'L EM-9' }], ignored: ['spaces'] },
		},
		'no articles to look in': { order: withLine(), checks: {} },
	},
});
