import { lineMissingArticleNumber } from '../../../../core/validation/rules/lineMissingArticleNumber.ts';
import { withLine } from '../../../../harness/lemonLine.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(lineMissingArticleNumber, {
	broken: withLine({ articleNumber: ' ' }),
	issue: {
		path: 'packages.1.supplier_package.supplier_article_number',
		line: 2,
		articleName: 'Lemons',
		message: 'Line 2, Lemons, is missing an article number.',
		fix: "Add your article number to this article's package in Apicbase, then have the order sent again.",
		owner: 'article data',
	},
	said: {
		nl: 'Regel 2, Lemons, heeft geen artikelnummer.',
		fr: "La ligne 2, Lemons, n'a pas de numéro d'article.",
		de: 'Position 2, Lemons, hat keine Artikelnummer.',
	},
	kept: { 'a number of one digit': { order: withLine({ articleNumber: '0' }) } },
});
