/** Which column of the supplier's articles holds what; `undefined` where there is none. */
export interface ArticleColumns {
	number: string;
	name?: string | undefined;
	price?: string | undefined;
	minimumQuantity?: string | undefined;
	multiple?: string | undefined;
	orderable?: string | undefined;
}

/** The columns, or the one that is missing. */
export type ChosenColumns =
	| { ok: true; columns: ArticleColumns }
	/** `column` is the one that was asked for but is not there; `undefined` when none looks like an article number. */
	| { ok: false; column: string | undefined; present: string[] };

type ColumnUse = keyof ArticleColumns;

/** Column names of Apicbase, Odoo, ERPNext, Business Central, Exact and plain sheets, likeliest first. */
const guesses: Record<ColumnUse, string[]> = {
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
		'code_article',
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
		'prix',
		'preis',
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
	orderable: ['orderable', 'is_orderable', 'sale_ok', 'active', 'available', 'is_active'],
};

const columnUses = Object.keys(guesses) as ColumnUse[];

/** Takes the columns people named, and guesses the others by their usual names; upper case, spaces and dashes make no difference to a guess. */
export function chooseColumns(
	rows: ReadonlyArray<Record<string, unknown>>,
	named: Partial<Record<ColumnUse, string>>,
): ChosenColumns {
	const present = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const bySimpleName = new Map(
		present.map((column) => [simplify(column), column] as const).reverse(),
	);
	const columns: Partial<Record<ColumnUse, string>> = {};
	for (const use of columnUses) {
		const name = named[use]?.trim() ?? '';
		if (name !== '' && !present.includes(name)) return { ok: false, column: name, present };
		const guess = guesses[use].find((candidate) => bySimpleName.has(simplify(candidate)));
		columns[use] = name !== '' ? name : guess && bySimpleName.get(simplify(guess));
	}
	const { number, ...others } = columns;
	return number === undefined
		? { ok: false, column: undefined, present }
		: { ok: true, columns: { number, ...others } };
}

const simplify = (column: string) => column.toLowerCase().replace(/[\s_.-]+/g, '');
