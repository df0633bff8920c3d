import { articleRepeated } from '../../../../core/validation/rules/articleRepeated.ts';
import { withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(articleRepeated, {
	broken: withLine({ articleNumber: 'ABC-123', name: 'Tomatoes' }),
	at: {
		path: 'packages.1.supplier_package.supplier_article_number',
		line: 2,
		articleNumber: 'ABC-123',
		articleName: 'Tomatoes',
	},
	says: 'Line 2, Tomatoes, is the same article as line 1.',
	kept: { 'two articles of one name': { order: withLine({ name: 'Tomatoes' }) } },
});
