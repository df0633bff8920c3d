/** What Odoo answers under `error`; `name` is the exception's class. */
export class OdooError extends Error {
	constructor(
		override readonly name: string,
		message: string,
	) {
		super(message);
	}
}
export const isOdooError = (error: unknown): error is OdooError => error instanceof OdooError;

export interface OdooLine {
	id: number;
	product_id: number;
	product_uom_qty: number;
	price_unit: number;
}

/** A sales order; what is empty is `false`, as in Odoo. */
export interface OdooOrder {
	id: number;
	name: string;
	state: 'draft' | 'sent' | 'sale' | 'cancel';
	invoice_status: string;
	partner_id: number;
	client_order_ref: string | false;
	origin: string | false;
	commitment_date: string | false;
	note: string | false;
	order_line: OdooLine[];
}

export interface OdooDatabase {
	/** Id to reference. */
	partners: Map<number, string>;
	/** Id to internal reference. */
	products: Map<number, string>;
	orders: OdooOrder[];
	nextId: number;
}

/** The fields each model knows. */
export const models: Record<string, readonly string[]> = {
	'sale.order': [
		'id',
		'name',
		'state',
		'invoice_status',
		'partner_id',
		'client_order_ref',
		'origin',
		'commitment_date',
		'note',
		'order_line',
	],
	'sale.order.line': ['id', 'product_id', 'product_uom_qty', 'price_unit'],
	'res.partner': ['id', 'name', 'ref'],
	'product.product': ['id', 'name', 'default_code'],
};

const writable = new Set([
	'partner_id',
	'client_order_ref',
	'origin',
	'commitment_date',
	'note',
	'order_line',
]);
const listPrice = 9.99;

/** `search_read`: the records of a model that fit a domain, with the fields asked for. */
export function search(
	database: OdooDatabase,
	model: string,
	domain: unknown[],
	fields: string[],
): Array<Record<string, unknown>> {
	for (const field of fields) knowField(model, field);
	return recordsOf(database, model)
		.filter((record) =>
			domain.every((leaf) => {
				const [field, operator, value] = leaf as [string, string, unknown];
				knowField(model, field);
				if (operator === '=') return record[field] === value;
				if (operator === 'in') return (value as unknown[]).includes(record[field]);
				throw new OdooError('ValueError', `Invalid leaf ${JSON.stringify(leaf)}`);
			}),
		)
		.map((record) =>
			Object.fromEntries(['id', ...fields].map((field) => [field, shown(database, field, record)])),
		);
}

export function createOrder(database: OdooDatabase, values: unknown): number {
	const fields = knownValues('sale.order', values);
	if (fields.partner_id === undefined || fields.partner_id === false)
		throw new OdooError(
			'odoo.exceptions.ValidationError',
			'The operation cannot be completed: - Create/update: a mandatory field is not set. Model: Sales Order (sale.order), Field: Customer (partner_id)',
		);
	const order: OdooOrder = {
		id: database.nextId,
		name: `S${String(database.nextId).padStart(5, '0')}`,
		state: 'draft',
		invoice_status: 'no',
		partner_id: 0,
		client_order_ref: false,
		origin: false,
		commitment_date: false,
		note: false,
		order_line: [],
	};
	change(database, order, fields);
	database.nextId += 1;
	database.orders.push(order);
	return order.id;
}

export function writeOrder(database: OdooDatabase, ids: number[], values: unknown): true {
	const fields = knownValues('sale.order', values);
	for (const id of ids) {
		const order = database.orders.find((one) => one.id === id);
		if (order === undefined)
			throw new OdooError(
				'odoo.exceptions.MissingError',
				`Record does not exist or has been deleted. (Record: sale.order(${id},), User: 2)`,
			);
		const changed = structuredClone(order);
		change(database, changed, fields);
		Object.assign(order, changed);
	}
	return true;
}

function change(
	database: OdooDatabase,
	order: OdooOrder,
	{ order_line: commands, ...head }: Record<string, unknown>,
): void {
	for (const [field, value] of Object.entries(head)) {
		if (!writable.has(field)) throw new OdooError('ValueError', `${field} is not written here`);
		if (field === 'partner_id') mustExist(database.partners, 'res.partner', value);
		else if (value !== false && typeof value !== 'string')
			throw new OdooError('TypeError', `${field} is a text or false`);
		if (
			field === 'commitment_date' &&
			typeof value === 'string' &&
			!/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)
		)
			throw new OdooError(
				'ValueError',
				`time data '${value}' does not match format '%Y-%m-%d %H:%M:%S'`,
			);
	}
	Object.assign(order, head);
	if (commands === undefined) return;
	if (!Array.isArray(commands))
		throw new OdooError('TypeError', 'order_line is a list of commands');
	for (const command of commands as unknown[][]) runCommand(database, order, command);
}

/** One2many commands: (0, 0, values) adds, (5, 0, 0) removes all (https://www.odoo.com/documentation/17.0/developer/reference/backend/orm.html#odoo.fields.Command). */
function runCommand(database: OdooDatabase, order: OdooOrder, command: unknown[]): void {
	if (command[0] === 5) {
		if (order.state === 'sale')
			throw new OdooError(
				'odoo.exceptions.UserError',
				"Once a sales order is confirmed, you can't remove one of its lines (we need to track if something gets invoiced or delivered). Set the quantity to 0 instead.",
			);
		order.order_line = [];
		return;
	}
	if (command[0] !== 0) throw new OdooError('ValueError', `Unknown command ${String(command[0])}`);
	const {
		product_id,
		product_uom_qty = 1,
		price_unit = listPrice,
	} = knownValues('sale.order.line', command[2]);
	mustExist(database.products, 'product.product', product_id);
	if (typeof product_uom_qty !== 'number' || typeof price_unit !== 'number')
		throw new OdooError('TypeError', 'product_uom_qty and price_unit are numbers');
	order.order_line.push({
		id: order.order_line.length + 1,
		product_id: product_id as number,
		product_uom_qty,
		price_unit,
	});
}

function mustExist(known: Map<number, string>, model: string, id: unknown): void {
	if (typeof id !== 'number' || !known.has(id))
		throw new OdooError(
			'odoo.exceptions.MissingError',
			`Record does not exist or has been deleted. (Record: ${model}(${String(id)},), User: 2)`,
		);
}

function knownValues(model: string, values: unknown): Record<string, unknown> {
	if (typeof values !== 'object' || values === null || Array.isArray(values))
		throw new OdooError('TypeError', 'values are a dictionary');
	for (const field of Object.keys(values)) knowField(model, field);
	return values as Record<string, unknown>;
}

function knowField(model: string, field: string): void {
	if (!models[model]!.includes(field))
		throw new OdooError('ValueError', `Invalid field '${field}' on model '${model}'`);
}

function recordsOf(database: OdooDatabase, model: string): Array<Record<string, unknown>> {
	if (model === 'sale.order') return database.orders as unknown as Array<Record<string, unknown>>;
	if (model === 'res.partner')
		return [...database.partners].map(([id, ref]) => ({ id, ref, name: ref }));
	if (model === 'product.product')
		return [...database.products].map(([id, code]) => ({ id, default_code: code, name: code }));
	return database.orders.flatMap(
		({ order_line }) => order_line as unknown as Array<Record<string, unknown>>,
	);
}

function shown(database: OdooDatabase, field: string, record: Record<string, unknown>): unknown {
	const value = record[field];
	if (field === 'partner_id') return [value, database.partners.get(value as number)];
	if (field === 'order_line') return (value as OdooLine[]).map(({ id }) => id);
	return value ?? false;
}
