import { readAmount, type ReadAmount } from '../amount';
import { articleNumberKey, type IgnorableDifference } from '../assortment/articleNumbers';
import type { ArticleColumns } from './articleColumns';

/** What the supplier knows about an article; `undefined` where the supplier's list says nothing. */
export interface Article {
	number: string;
	name: string | undefined;
	price: ReadAmount | undefined;
	minimumQuantity: ReadAmount | undefined;
	multiple: ReadAmount | undefined;
	orderable: boolean;
}

/** The supplier's articles, ready to be looked up by number. */
export interface ArticleIndex {
	find(articleNumber: string): Article | undefined;
	/** The form in which two article numbers are compared. */
	keyOf(articleNumber: string): string;
	size: number;
	/** Cells that should hold a number and do not, so that nothing is compared with them. */
	unreadable: readonly UnreadableCell[];
}

export interface UnreadableCell {
	articleNumber: string;
	written: string | number;
}

const notOrderable = new Set([
	'false',
	'no',
	'n',
	'0',
	'nee',
	'non',
	'nein',
	'inactive',
	'blocked',
]);

/** Indexes rows of any origin by article number, once per run; of two rows with one number, the first counts. */
export function indexArticles(
	rows: ReadonlyArray<Record<string, unknown>>,
	columns: ArticleColumns,
	ignored: readonly IgnorableDifference[] = [],
): ArticleIndex {
	const keyOf = articleNumberKey(ignored);
	const exact = new Map<string, Article>();
	const byKey = new Map<string, Article>();
	for (const row of rows) {
		const article = readArticle(row, columns);
		if (article === undefined) continue;
		const key = keyOf(article.number);
		if (!exact.has(article.number)) exact.set(article.number, article);
		if (!byKey.has(key)) byKey.set(key, article);
	}
	// An article with the very number goes before one that only matches when differences are ignored.
	const unreadable = [...exact.values()].flatMap(unreadableCells);
	return {
		keyOf,
		size: exact.size,
		unreadable,
		find: (number) => exact.get(number) ?? byKey.get(keyOf(number)),
	};
}

function readArticle(row: Record<string, unknown>, columns: ArticleColumns): Article | undefined {
	const at = (column: string | undefined) => (column === undefined ? undefined : row[column]);
	const number = readText(at(columns.number));
	if (number === undefined) return undefined;
	return {
		number,
		name: readText(at(columns.name)),
		price: readAmount(readText(at(columns.price))),
		minimumQuantity: readAmount(readText(at(columns.minimumQuantity))),
		multiple: readAmount(readText(at(columns.multiple))),
		orderable: !notOrderable.has(readText(at(columns.orderable))?.toLowerCase() ?? ''),
	};
}

function unreadableCells({ number, price, minimumQuantity, multiple }: Article): UnreadableCell[] {
	const cells = [price, minimumQuantity, multiple].filter(
		(cell) => cell !== undefined && cell.value === undefined,
	);
	return cells.map((cell) => ({ articleNumber: number, written: cell?.written ?? '' }));
}

function readText(cell: unknown): string | undefined {
	if (typeof cell !== 'string' && typeof cell !== 'number' && typeof cell !== 'boolean')
		return undefined;
	return String(cell).trim() || undefined;
}
