import { isLess, zero } from '../amount';
import { readCellAmount, readText, simplify, type Row } from './cells';

/** What a row's flags say of whether an article is sold, or a customer active. */
export interface Orderability {
	orderable: boolean;
	/** The first cell that says neither yes nor no; what it means is not known, so it forbids nothing. */
	unclear: { column: string; written: string } | undefined;
}

/** Reads whether each of these columns leaves an article orderable, or a customer active; an empty cell does. */
export function orderableBy(columns: readonly string[]): (row: Row) => Orderability {
	const flags = columns.map((column) => ({ column, saysNot: saysNotSold(simplify(column)) }));
	return (row) => {
		let orderable = true;
		let unclear: Orderability['unclear'];
		for (const { column, saysNot } of flags) {
			const flag = readFlag(row[column]);
			if (flag === (saysNot ? 'yes' : 'no') || flag === 'not sold') orderable = false;
			if (flag !== 'unclear') continue;
			// Such a column names who blocked an article, when, or for what, where others write yes.
			if (saysNot) orderable = false;
			else unclear ??= { column, written: readText(row[column]) ?? typeof row[column] };
		}
		return { orderable, unclear };
	};
}

/** `sold` and `not sold` whatever the column is called, as in a column *Status*. */
type Flag = 'yes' | 'no' | 'sold' | 'not sold' | 'blank' | 'unclear';

function readFlag(cell: unknown): Flag {
	if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
	if (typeof cell === 'object' && cell !== null) return readFlagObject(cell);
	return readFlagWord((readText(cell) ?? '').toLowerCase());
}

/** MySQL's driver hands BIT(1) on as bytes, and n8n those as `{ type: 'Buffer', data: [1] }` once it has stored them. */
function readFlagObject(cell: object): Flag {
	const bytes = cell instanceof Uint8Array ? [...cell] : (cell as { data?: unknown }).data;
	if (Array.isArray(bytes)) return bytes.some((byte) => byte !== 0) ? 'yes' : 'no';
	return Array.isArray(cell) && cell.length === 0 ? 'blank' : 'unclear';
}

function readFlagWord(text: string): Flag {
	if (blankChoices.has(text)) return 'blank';
	if (no.has(text)) return 'no';
	const word = simplify(text);
	if (yes.has(word)) return 'yes';
	if (no.has(word)) return 'no';
	const amount = readCellAmount(text)?.value;
	if (amount !== undefined && !isLess(amount, zero)) return isLess(zero, amount) ? 'yes' : 'no';
	if (saysNotSold(word)) return 'not sold';
	return isSold.test(word) ? 'sold' : 'unclear';
}

/** Whether a cell holds a flag that can be read. */
export const holdsFlag = (cell: unknown): boolean => readFlag(cell) !== 'blank';

const yes = new Set(
	'true t yes y on ja j oui o vrai wahr waar vero si s sim x ok ✓ ✔ ✅ ☑'.split(' '),
);
const no = new Set(
	'false f no n off nee neen non nein nao faux falsch onwaar falso falsk ei nej - ✗ ✘ ❌ ☐'.split(
		' ',
	),
);
/** Business Central writes an empty choice as `_x0020_`. */
const blankChoices = new Set(['', '_x0020_', 'null', 'none']);

const soldWord =
	'active|actief|actif|aktiv|activo|attivo|available|orderable|forsale|sellable|instock|enabled|bestelbaar|bestellbar|verkoopbaar|leverbaar|beschikbaar|opvoorraad|verfugbar|lieferbar|auflager|commandable|disponible|enstock|vendable';
const notSoldWord =
	'block|blokk|sperr|bloqu|disabled|uitgeschakeld|de[sz]?a[ck]tiv|ina[ckt]ti|discontinued|vervallen|ausgelaufen|archiv|obsolete|deleted|verwijderd|supprim|gelosch|suspended|hidden|outofstock|unavailable|indisponible|soldout|uitverkocht|ausverkauft|vergriffen|epuise|onhold|endoflife|^eol$';
const not = '(?:is)?(?:no|not|niet|non|nicht|plus)(?:longer|meer|mehr|plus)?';

const isSold = new RegExp(`^(?:is)?(?:${soldWord})`);
const isNotSold = new RegExp(
	`${notSoldWord}|^${not}(?:${soldWord}|bestel|verk|verf|liefer|command|vend)`,
);
const isFreed = new RegExp(`^(?:${not}(?:ge)?|un|ent|(?:ge)?de)(?:${notSoldWord})`);

/** Whether a simple name or word says of an article that it is not sold, as `blocked` does and `notblocked` does not. */
const saysNotSold = (word: string): boolean => isNotSold.test(word) && !isFreed.test(word);
