import { articleNotOrderable } from '../../../../core/validation/rules/articleNotOrderable.ts';
import { lemons, named, tomatoes, withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(articleNotOrderable, {
	broken: withLine(),
	checks: { articles: [tomatoes, { ...lemons, orderable: false }] },
	issue: {
		path: 'packages.1.supplier_package.supplier_article_number',
		...named,
		message: 'Line 2, Lemons, cannot be ordered at the moment.',
		fix: 'Agree on a replacement with the customer, or make the article orderable again.',
		owner: 'customer',
	},
	said: {
		nl: 'Regel 2, Lemons, kan op dit moment niet besteld worden.',
		fr: 'La ligne 2, Lemons, ne peut pas être commandée pour le moment.',
		de: 'Position 2, Lemons, kann derzeit nicht bestellt werden.',
	},
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
