import { readAmount, type ReadAmount } from '../amount';
import { readDecimalText } from '../decimalText';
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

/** The amount in a cell, as a system or as people write it (`8,95`); `undefined` when it is empty. */
export function readCellAmount(cell: unknown): ReadAmount | undefined {
	if (typeof cell === 'number') return readAmount(cell);
	const text = readText(cell);
	const found = text === undefined ? undefined : readDecimalText(text);
	return readAmount(found?.ok ? found.decimal : text);
}

const no = new Set(
	'false f no n 0 off nee neen non nein não nao faux falsch onwaar falso falsk ei nej -'.split(' '),
);
const notSold = new Set(
	'inactive inactief inactif inaktiv inactivo inattivo blocked geblokkeerd bloqué bloque gesperrt disabled uitgeschakeld désactivé deaktiviert discontinued archived gearchiveerd archivé archiviert obsolete deleted unavailable notactive notavailable outofstock notorderable notforsale'.split(
		' ',
	),
);
/** Business Central writes an empty choice as `_x0020_`. */
const blankChoices = new Set(['', '_x0020_', 'null', 'none']);
const sold = new Set('active actief actif aktiv activo attivo'.split(' '));

/** Columns that are true for articles that are not sold. */
const negative =
	/block|blokk|sperr|bloqu|disabled|uitgeschakeld|deaktiv|desactiv|inacti|inakti|discontinued|vervallen|ausgelaufen|archiv|obsolete|deleted|verwijderd|supprim|gelosch|suspended|hidden|outofstock|unavailable|^(?:is)?(?:not|niet|non|nicht)(?:active|available|orderable|forsale|sellable|bestel|verk|leverbaar|aktiv|verf|liefer|command|disponible|vend|actif)/;

/** Tells of rows whether each of these columns leaves an article orderable, or a customer active; an empty cell does. */
export function orderableBy(columns: readonly string[]): (row: Row) => boolean {
	const flags = columns.map((column) => ({ column, saysNot: isNegative(column) }));
	return (row) => flags.every(({ column, saysNot }) => allowsOrdering(row[column], saysNot));
}

function allowsOrdering(cell: unknown, saysNot: boolean): boolean {
	if (typeof cell === 'boolean') return cell !== saysNot;
	const word = (readText(cell) ?? '').toLowerCase().replace(/^([01])\.0+$/, '$1');
	if (blankChoices.has(word)) return true;
	if (saysNot) return no.has(word) || sold.has(word);
	return !no.has(word) && !notSold.has(word.replace(blanksAndDashes, ''));
}

/** Whether a column says of an article that it is not sold, as `blocked` and `disabled` do. */
const isNegative = (column: string): boolean =>
	negative.test(
		cleanText(column)
			.normalize('NFD')
			.replace(/\p{M}/gu, '')
			.toLowerCase()
			.replace(blanksAndDashes, ''),
	);

const blanksAndDashes = /[\s_.-]+/g;
