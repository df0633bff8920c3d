import { onOneLine, type Language, type Sentences } from './language';
import { readLabel } from '../json';

const longestName = 80;

const lineWords: Sentences = { en: 'Line', nl: 'Regel', fr: 'La ligne', de: 'Position' };

/** What people call a line: its article's number and name where the order has them. */
export interface LineName {
	/** Position as people count, from 1. */
	line: number;
	articleNumber: string | null;
	articleName: string | null;
}

/** Reads how people would name the line at this index (from 0) of something that may not be an order. */
export function nameLine(order: unknown, index: number): LineName {
	const at = (...path: string[]) => readLabel(order, ['packages', index, ...path]);
	return {
		line: index + 1,
		articleNumber: at('supplier_package', 'supplier_article_number'),
		articleName: at('stock_item', 'name'),
	};
}

/** The line as the subject of a sentence, by position, then name, else article number: "Line 2, Tomatoes," or "Line 2". */
export function sayLine(
	{ line, articleNumber, articleName }: LineName,
	language: Language = 'en',
): string {
	const position = `${lineWords[language]} ${line}`;
	const name = onOneLine(articleName ?? articleNumber ?? '', longestName);
	return name === '' ? position : `${position}, ${name},`;
}
