import { articleAmbiguous } from '../../../../core/validation/rules/articleAmbiguous.ts';
import { lemons, named, tomatoes, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(articleAmbiguous, {
	broken: withLine(),
	checks: { articles: [tomatoes, lemons, { ...lemons, list_price: '2.60' }] },
	at: { path: 'packages.1.supplier_package.supplier_article_number', ...named },
	says: 'Line 2, Lemons, has article number "LEM-9", which belongs to more than one article.',
	customerReads: {
		nl: 'Regel 2 (Lemons): artikelnummer “LEM-9” hoort in ons assortiment bij meer dan één artikel.',
		fr: "Ligne 2 (Lemons)\u00a0: le numéro d'article «\u00a0LEM-9\u00a0» correspond à plusieurs articles de notre assortiment.",
		de: 'Position 2 (Lemons): Die Artikelnummer „LEM-9“ gehört in unserem Sortiment zu mehreren Artikeln.',
	},
	kept: {
		'rows that are alike': { order: withLine(), checks: { articles: [tomatoes, lemons, lemons] } },
		'one row that can be ordered': {
			order: withLine(),
			checks: {
				articles: [
					{ ...tomatoes, active: true },
					{ ...lemons, list_price: '9', active: false },
					{ ...lemons, active: true },
				],
			},
		},
	},
});
