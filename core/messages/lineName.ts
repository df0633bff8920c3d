import type { Language, LocalizedMessage } from './language';
import { onOneLine } from './onOneLine';
import { readLabel } from '../json';

const longestName = 80;

const lineWords: LocalizedMessage = { en: 'Line', nl: 'Regel', fr: 'Ligne', de: 'Position' };

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

/**
 * The line by its position, then name, else article number: "Line 2, Tomatoes," as the subject of an English sentence,
 * "Regel 2 (Tomaten)" in front of a colon in the other languages.
 */
export function formatLineName(
	{ line, articleNumber, articleName }: LineName,
	language: Language = 'en',
): string {
	const position = `${lineWords[language]} ${line}`;
	const name = onOneLine(articleName ?? articleNumber ?? '', longestName);
	if (name === '') return position;
	// Between commas, a name with a comma or full stop of its own would read as part of the sentence.
	return language === 'en' && !/[,.]/.test(name)
		? `${position}, ${name},`
		: `${position} (${name})`;
}
