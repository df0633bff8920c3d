import { lineMissingArticleNumber } from '../../../../core/validation/rules/lineMissingArticleNumber.ts';
import { withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(lineMissingArticleNumber, {
	broken: withLine({ articleNumber: ' ' }),
	at: {
		path: 'packages.1.supplier_package.supplier_article_number',
		line: 2,
		articleName: 'Lemons',
	},
	says: 'Line 2, Lemons, is missing an article number.',
	kept: { 'a number of one digit': { order: withLine({ articleNumber: '0' }) } },
});
