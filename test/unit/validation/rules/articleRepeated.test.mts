import { articleRepeated } from '../../../../core/validation/rules/articleRepeated.ts';
import { withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(articleRepeated, {
	broken: withLine({ articleNumber: 'ABC-123', name: 'Tomatoes' }),
	issue: {
		severity: 'warning',
		path: 'packages.1.supplier_package.supplier_article_number',
		line: 2,
		articleNumber: 'ABC-123',
		articleName: 'Tomatoes',
		message: 'Line 2, Tomatoes, orders the same article as line 1.',
		fix: 'Ask the customer whether both lines are meant.',
		owner: 'customer',
	},
	said: {
		nl: 'Regel 2, Tomatoes, bestelt hetzelfde artikel als regel 1.',
		fr: 'La ligne 2, Tomatoes, commande le même article que la ligne 1.',
		de: 'Position 2, Tomatoes, bestellt denselben Artikel wie Position 1.',
	},
	kept: { 'two articles of one name': { order: withLine({ name: 'Tomatoes' }) } },
});
