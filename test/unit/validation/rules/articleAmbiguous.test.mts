import { articleAmbiguous } from '../../../../core/validation/rules/articleAmbiguous.ts';
import { lemons, named, tomatoes, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(articleAmbiguous, {
	broken: withLine(),
	checks: { articles: [tomatoes, lemons, { ...lemons, list_price: '2.60' }] },
	at: { path: 'packages.1.supplier_package.supplier_article_number', ...named },
	says: 'Line 2, Lemons, has article number "LEM-9", which belongs to more than one article.',
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
