import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { chooseColumns, type ArticleColumns } from '../../../core/articles/articleColumns';
import { indexArticles, type ArticleIndex } from '../../../core/articles/articleIndex';
import type { IgnorableDifference } from '../../../core/assortment/articleNumbers';

const cannot = 'Cannot check orders against the articles.';

/** Indexes the second input by article number, or says why it cannot be used. */
export function readArticles(context: IExecuteFunctions): ArticleIndex | NodeOperationError {
	const rows = (context.getExecuteData().data.main?.[1] ?? []).map(({ json }) => json);
	if (rows.length === 0) {
		return new NodeOperationError(
			context.getNode(),
			`${cannot} The input 'Articles' has no items.`,
			{
				description:
					"Connect the node that reads your articles, and check that it finds some; or switch 'Check Against Your Articles' off.",
			},
		);
	}
	const named = context.getNodeParameter('articleFields', 0, {}) as Partial<ArticleColumns>;
	const chosen = chooseColumns(rows, named);
	if (!chosen.ok) return columnMissing(context, chosen.column, chosen.present);
	const ignored = context.getNodeParameter('articleMatching', 0, []) as IgnorableDifference[];
	const articles = indexArticles(rows, chosen.columns, ignored);
	hintAtUnreadable(context, articles);
	return articles;
}

/** A price such as "2,50" would otherwise go unchecked without a word. */
function hintAtUnreadable(
	context: IExecuteFunctions,
	{ unreadable: [first, ...others] }: ArticleIndex,
): void {
	if (first === undefined) return;
	const more = others.length === 0 ? '' : ` ${others.length} more like it.`;
	context.addExecutionHints({
		message: `Article ${first.articleNumber} has "${first.written}" where a number should be, so it is not compared.${more} Numbers are read with a point, e.g. 2.50.`,
		location: 'outputPane',
		type: 'warning',
	});
}

function columnMissing(
	context: IExecuteFunctions,
	column: string | undefined,
	present: string[],
): NodeOperationError {
	const fact =
		column === undefined
			? 'No column looks like an article number.'
			: `The articles have no column "${column}".`;
	return new NodeOperationError(context.getNode(), `${cannot} ${fact}`, {
		description: `Choose one of these under 'Article Columns': ${present.map((name) => `"${name}"`).join(', ')}.`,
	});
}
