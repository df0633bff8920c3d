import type { LineRule } from './rule';

export const articleRepeated: LineRule = {
	code: 'article_repeated',
	// It may be meant, but it is often a slip of the customer's.
	defaultSeverity: 'warning',
	needs: 'nothing',
	uses: [],
	field: 'supplier_package.supplier_article_number',
	check: ({ firstLine }) => (firstLine === undefined ? undefined : { firstLine }),
	message: {
		en: '{line} orders the same article as line {firstLine}.',
		nl: '{line} bestelt hetzelfde artikel als regel {firstLine}.',
		fr: '{line} commande le même article que la ligne {firstLine}.',
		de: '{line} bestellt denselben Artikel wie Position {firstLine}.',
	},
	example: { firstLine: 1 },
	fix: 'Ask the customer whether both lines are meant.',
	owner: 'customer',
};
