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
		en: '{line} is the same article as line {firstLine}.',
		nl: '{line}: dit artikel staat ook op regel {firstLine}.',
		fr: '{line} : cet article figure déjà à la ligne {firstLine}.',
		de: '{line}: Dieser Artikel steht bereits in Position {firstLine}.',
	},
	example: { firstLine: 1 },
	fix: 'Ask the customer whether both lines are intended.',
	owner: 'customer',
};
