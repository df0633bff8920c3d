import { readWritten, simplify, type Row } from './cells';
import { holdsFlag } from './flags';
import { cleanText } from '../text';
import { firstDifference, lookalikeKey, type Difference } from './lookalikes';

/** Which column of the supplier's articles holds what; `undefined` where there is none. */
export interface ArticleColumns {
	number: string;
	name?: string | undefined;
	price?: string | undefined;
	minimumQuantity?: string | undefined;
	multiple?: string | undefined;
	/** Every one of them must leave an article orderable. */
	orderable: readonly string[];
}

/** Which column of the supplier's customers holds what. */
export interface CustomerColumns {
	number: string;
	name?: string | undefined;
	/** Of several rows with one number, those that these columns leave active count. */
	active: readonly string[];
}

/** The columns, or why they cannot be used. */
export type ChosenColumns<Columns> =
	/** `empty` are columns that were asked for and have no value in any row. */
	| { ok: true; columns: Columns; empty: string[] }
	/** A column was asked for and is not there; `lookalike` is one that looks the same. */
	| {
			ok: false;
			problem: 'column_missing';
			column: string;
			lookalike: Lookalike | undefined;
			present: string[];
	  }
	/** None looks like a number. */
	| { ok: false; problem: 'no_number_column'; present: string[] }
	| { ok: false; problem: 'number_column_blank'; column: string; present: string[] };

/** A column that looks like the one that was asked for, and the first characters in which they differ. */
export interface Lookalike extends Difference {
	column: string;
}

/** Column names of Apicbase, Odoo, ERPNext, Business Central, Exact and plain sheets, likeliest first. */
const articleGuesses = {
	number: [
		'article_number',
		'supplier_article_number',
		'sku',
		'default_code',
		'third_party_id',
		'item_code',
		'item_no',
		'item_number',
		'product_code',
		'article_code',
		'artikelnummer',
		'artikelnr',
		'code_article',
		'numero_article',
		'numero_d_article',
		'reference_article',
		'article',
		'number',
		'code',
		'no',
	],
	name: [
		'name',
		'article_name',
		'product_name',
		'display_name',
		'item_name',
		'description',
		'naam',
		'omschrijving',
		'designation',
		'bezeichnung',
		'title',
	],
	price: [
		'price',
		'list_price',
		'unit_price',
		'sales_price',
		'standard_rate',
		'price_list_rate',
		'lst_price',
		'prijs',
		'verkoopprijs',
		'prix',
		'prix_unitaire',
		'preis',
		'einzelpreis',
	],
	minimumQuantity: [
		'minimum_quantity',
		'min_quantity',
		'minimum_order_quantity',
		'min_order_qty',
		'min_qty',
		'moq',
	],
	multiple: ['multiple', 'quantity_multiple', 'order_multiple', 'qty_multiple', 'multiple_of'],
};
/** All of them count, where a list has several: Odoo has both `active` and `sale_ok`. */
const orderableGuesses = [
	'orderable',
	'is_orderable',
	'sale_ok',
	'active',
	'is_active',
	'available',
	'is_sales_item',
	'blocked',
	'sales_blocked',
	'disabled',
	'is_disabled',
	'inactive',
	'discontinued',
	'archived',
	'enabled',
	'bestelbaar',
	'bestellbar',
	'commandable',
	'actief',
	'actif',
	'aktiv',
	'geblokkeerd',
	'bloque',
	'gesperrt',
	'leverbaar',
	'beschikbaar',
	'lieferbar',
	'verfugbar',
	'disponible',
];
const customerGuesses = {
	number: [
		'customer_number',
		'supplier_customer_number',
		'customer_no',
		'customer_code',
		'klantnummer',
		'klantnr',
		'numero_client',
		'numero_de_client',
		'kundennummer',
		'kundennr',
		'debtor_number',
		'account_number',
		'ref',
		'number',
		'code',
		'no',
		'customer',
	],
	name: [
		'name',
		'customer_name',
		'display_name',
		'company_name',
		'company',
		'naam',
		'nom',
		'title',
	],
};

type Guesses = Readonly<Record<string, readonly string[]>> & { number: readonly string[] };

/** Takes the columns of articles that people named, and guesses the others by their usual names. */
export function chooseColumns(
	rows: readonly Row[],
	named: Partial<Record<keyof typeof articleGuesses | 'orderable', string>>,
): ChosenColumns<ArticleColumns> {
	const columns = new PresentColumns(rows);
	const { orderable, ...others } = named;
	const chosen = choose<Omit<ArticleColumns, 'orderable'>>(columns, others, articleGuesses);
	if (!chosen.ok) return chosen;
	const column = orderable === undefined ? '' : cleanText(orderable);
	if (column === '') {
		return { ...chosen, columns: { ...chosen.columns, orderable: columns.guessFlags() } };
	}
	const found = columns.find(column);
	if (found === undefined) return columns.missing(column);
	return {
		ok: true,
		columns: { ...chosen.columns, orderable: [found] },
		empty: columns.has(found, isFlag) ? chosen.empty : [...chosen.empty, found],
	};
}

/** Takes the columns of customers that people named, and guesses the others by their usual names. */
export function chooseCustomerColumns(
	rows: readonly Row[],
	named: Partial<Record<keyof typeof customerGuesses, string>>,
): ChosenColumns<CustomerColumns> {
	const columns = new PresentColumns(rows);
	const chosen = choose<Omit<CustomerColumns, 'active'>>(columns, named, customerGuesses);
	return chosen.ok
		? { ...chosen, columns: { ...chosen.columns, active: columns.guessFlags() } }
		: chosen;
}

function choose<Columns extends { number: string }>(
	present: PresentColumns,
	named: Readonly<Record<string, string | undefined>>,
	guesses: Guesses,
): ChosenColumns<Columns> {
	const columns: Record<string, string> = {};
	for (const use of Object.keys(guesses)) {
		const name = cleanText(named[use] ?? '');
		const column = name === '' ? present.guess(guesses[use] ?? [], isFilled) : present.find(name);
		if (column !== undefined) columns[use] = column;
		else if (name !== '') return present.missing(name);
	}
	const number = columns.number ?? present.guess(guesses.number, () => true);
	if (number === undefined)
		return { ok: false, problem: 'no_number_column', present: present.names };
	if (!present.has(number, isFilled))
		return { ok: false, problem: 'number_column_blank', column: number, present: present.names };
	const empty = Object.values(columns).filter((column) => !present.has(column, isFilled));
	return { ok: true, columns: columns as Columns, empty };
}

const isFilled = (_column: string, cell: unknown) => readWritten(cell) !== undefined;
const isFlag = (_column: string, cell: unknown) => holdsFlag(cell);

/** The columns that rows have, by their names as people see them. */
class PresentColumns {
	readonly names: string[];
	private readonly byCleanName: ReadonlyMap<string, string>;
	private readonly bySimpleName: ReadonlyMap<string, string[]>;

	constructor(private readonly rows: readonly Row[]) {
		const names = new Set<string>();
		for (const row of rows) for (const name of Object.keys(row)) names.add(name);
		this.names = [...names];
		this.byCleanName = new Map(
			this.names.map((name) => [cleanText(name), name] as const).reverse(),
		);
		const bySimpleName = new Map<string, string[]>();
		for (const name of this.names)
			bySimpleName.set(simplify(name), [...(bySimpleName.get(simplify(name)) ?? []), name]);
		this.bySimpleName = bySimpleName;
	}

	find(name: string): string | undefined {
		return this.names.includes(name) ? name : this.byCleanName.get(cleanText(name));
	}

	/** The first of the usual names whose column has a cell that passes; upper case, spaces and dashes make no difference. */
	guess(
		usual: readonly string[],
		passes: (column: string, cell: unknown) => boolean,
	): string | undefined {
		for (const name of usual) {
			const column = this.bySimpleName
				.get(simplify(name))
				?.find((candidate) => this.has(candidate, passes));
			if (column !== undefined) return column;
		}
		return undefined;
	}

	/** The columns that usually tell whether an article is sold or a record is active. */
	guessFlags(): string[] {
		return orderableGuesses.flatMap((name) => this.guess([name], isFlag) ?? []);
	}

	has(column: string, passes: (column: string, cell: unknown) => boolean): boolean {
		return this.rows.some((row) => passes(column, row[column]));
	}

	missing(column: string): ChosenColumns<never> {
		const key = lookalikeKey(column);
		const similar = this.names.find((name) => lookalikeKey(name) === key);
		const difference = similar === undefined ? undefined : firstDifference(column, similar);
		return {
			ok: false,
			problem: 'column_missing',
			column,
			lookalike:
				similar === undefined || difference === undefined
					? undefined
					: { column: similar, ...difference },
			present: this.names,
		};
	}
}
