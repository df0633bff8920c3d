import { isEqual, type ReadAmount } from '../amount';
import { amountsOf, readText, readWritten, type Row } from './cells';
import { indexByCode, type CodeIndex, type Coded } from './codeIndex';
import { codeForms, type IgnorableDifference } from './codes';
import type { ArticleColumns } from './columns';
import { orderableBy, type Orderability } from './flags';
import { cleanText, nameOrNull } from '../text';

/** What the supplier knows about an article; `undefined` where the supplier's list says nothing. */
export interface Article extends Coded {
	/** The number as it stands in the supplier's list. */
	written: string;
	name: string | undefined;
	price: ReadAmount | undefined;
	minimumQuantity: ReadAmount | undefined;
	multiple: ReadAmount | undefined;
	orderable: boolean;
	/** A flag that says neither yes nor no; it counts as orderable. */
	unclear: Orderability['unclear'];
	row: Row;
}

/** The supplier's articles, ready to be looked up by number. */
export interface ArticleIndex extends CodeIndex<Article> {
	/** Cells that should hold a number and do not, so that nothing is compared with them. */
	unreadable: readonly UnreadableCell[];
	/** Cells that should say whether an article is sold and say neither yes nor no. */
	unclear: readonly UnclearFlag[];
}

export interface UnreadableCell {
	articleNumber: string;
	written: string | number;
}

export interface UnclearFlag {
	articleNumber: string;
	column: string;
	written: string;
}

/** Indexes rows of any origin by article number, once per run; rows without a number are passed over. */
export function indexArticles(
	rows: readonly Row[],
	columns: ArticleColumns,
	ignored: readonly IgnorableDifference[] = [],
): ArticleIndex {
	const read: Readers = {
		flags: orderableBy(columns.orderable),
		price: amountsOf(rows, columns.price),
		minimumQuantity: amountsOf(rows, columns.minimumQuantity),
		multiple: amountsOf(rows, columns.multiple),
	};
	const articles = rows.flatMap((row) => readArticle(row, columns, read) ?? []);
	const index = indexByCode(articles, ignored, ({ written }) => codeForms(written), differ);
	return {
		...index,
		unreadable: articles.flatMap(unreadableCells),
		unclear: articles.flatMap(({ number, unclear }) =>
			unclear === undefined ? [] : { articleNumber: number, ...unclear },
		),
	};
}

type Amounts = 'price' | 'minimumQuantity' | 'multiple';
type Readers = Record<Amounts, (row: Row) => ReadAmount | undefined> & {
	flags: (row: Row) => Orderability;
};

function readArticle(row: Row, columns: ArticleColumns, read: Readers): Article | undefined {
	const at = (column: string | undefined) => (column === undefined ? undefined : row[column]);
	const written = readWritten(at(columns.number));
	if (written === undefined) return undefined;
	const { orderable, unclear } = read.flags(row);
	return {
		number: readText(written) ?? '',
		written: written.trim(),
		isPreferred: orderable,
		name: nameOrNull(readWritten(at(columns.name))) ?? undefined,
		price: read.price(row),
		minimumQuantity: read.minimumQuantity(row),
		multiple: read.multiple(row),
		orderable,
		unclear,
		row,
	};
}

/** Whether it matters which of two rows of one article is taken. */
function differ(a: Article, b: Article): boolean {
	return (
		a.number !== b.number ||
		cleanText(a.name ?? '') !== cleanText(b.name ?? '') ||
		a.orderable !== b.orderable ||
		amountsDiffer(a.price, b.price) ||
		amountsDiffer(a.minimumQuantity, b.minimumQuantity) ||
		amountsDiffer(a.multiple, b.multiple)
	);
}

function amountsDiffer(a: ReadAmount | undefined, b: ReadAmount | undefined): boolean {
	if (a?.value === undefined || b?.value === undefined) return a?.written !== b?.written;
	return !isEqual(a.value, b.value);
}

function unreadableCells({ number, price, minimumQuantity, multiple }: Article): UnreadableCell[] {
	const cells = [price, minimumQuantity, multiple].filter(
		(cell) => cell !== undefined && cell.value === undefined,
	);
	return cells.map((cell) => ({ articleNumber: number, written: cell?.written ?? '' }));
}
