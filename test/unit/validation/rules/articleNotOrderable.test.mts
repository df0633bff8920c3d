import { articleNotOrderable } from '../../../../core/validation/rules/articleNotOrderable.ts';
import { lemons, named, tomatoes, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(articleNotOrderable, {
	broken: withLine(),
	checks: { articles: [tomatoes, { ...lemons, orderable: false }] },
	at: { path: 'packages.1.supplier_package.supplier_article_number', ...named },
	says: 'Line 2, Lemons, cannot be ordered at the moment.',
	kept: {
		'orderable: true': {
			order: withLine(),
			checks: { articles: [tomatoes, { ...lemons, orderable: true }] },
		},
		'nothing said about it': {
			order: withLine(),
			checks: { articles: [tomatoes, { ...lemons, orderable: '' }] },
		},
	},
});
