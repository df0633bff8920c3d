import { readAmount, type ReadAmount } from '../amount';
import { hasDecimalComma, readDecimalText } from '../decimalText';
import { cleanText } from '../text';

/** A row of any origin: an ERP, a sheet, a database. */
export type Row = Readonly<Record<string, unknown>>;

/** The text or number in a cell as it is written there; `undefined` when it is empty. Odoo writes `false` in empty cells. */
export function readWritten(cell: unknown): string | undefined {
	if (typeof cell !== 'string' && typeof cell !== 'number' && typeof cell !== 'bigint')
		return undefined;
	const text = String(cell);
	return cleanText(text) === '' ? undefined : text;
}

/** The text in a cell as people see it; `undefined` when it is empty. */
export function readText(cell: unknown): string | undefined {
	const written = readWritten(cell);
	return written === undefined ? undefined : cleanText(written);
}

/**
 * The amount in a cell, as a system or as people write it (`8,95`); `undefined` when it is empty. `1.250` can be read in
 * two ways where the column has decimals with a comma.
 */
export function readCellAmount(cell: unknown, besideCommas = false): ReadAmount | undefined {
	if (typeof cell === 'number') return readAmount(cell);
	const text = readText(cell);
	if (text === undefined) return undefined;
	const found = readDecimalText(text, besideCommas);
	if (found.ok) return readAmount(found.decimal);
	return found.problem === 'ambiguous' ? { value: undefined, written: text } : readAmount(text);
}

/** Reads the amounts of a column. */
export function amountsOf(
	rows: readonly Row[],
	column: string | undefined,
): (row: Row) => ReadAmount | undefined {
	if (column === undefined) return () => undefined;
	const besideCommas = rows.some(
		({ [column]: cell }) => typeof cell === 'string' && cell.includes(',') && hasDecimalComma(cell),
	);
	return (row) => readCellAmount(row[column], besideCommas);
}

/** A name without accents, case, blanks, dashes, dots and apostrophes. */
export const simplify = (name: string): string =>
	cleanText(name)
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[\s_.'\u2019-]+/g, '');
