/** An order as examples/take-one-order-rest.workflow.json writes it. */
export interface ErpRecord {
	external_id: string;
	content_fingerprint?: string | null;
	order_number: string;
	customer_number: string;
	delivery_date?: string | null;
	remarks?: string | null;
	internal_note?: string | null;
	lines: Array<{ article_number: string; quantity: number; price?: string }>;
}

type Checked = { ok: true; record: ErpRecord } | { ok: false; problem: string };

const headFields = new Set([
	'external_id',
	'content_fingerprint',
	'order_number',
	'customer_number',
	'delivery_date',
	'remarks',
	'internal_note',
	'lines',
]);
const lineFields = new Set(['article_number', 'quantity', 'price']);

/** The record, or the sentence with which the ERP refuses it: a required field that is missing, a field that it does not know. */
export function checkRecord(body: unknown, unknownCustomers: ReadonlySet<string>): Checked {
	const refuse = (problem: string): Checked => ({ ok: false, problem });
	if (typeof body !== 'object' || body === null || Array.isArray(body))
		return refuse('An order is expected.');
	const record = body as ErpRecord;
	const unknown = Object.keys(record).find((field) => !headFields.has(field));
	if (unknown !== undefined) return refuse(`An order has no field ${unknown}.`);
	for (const field of ['external_id', 'order_number', 'customer_number'] as const)
		if (typeof record[field] !== 'string' || record[field].trim() === '')
			return refuse(`The order needs a text in ${field}.`);
	if (unknownCustomers.has(record.customer_number))
		return refuse(`There is no customer ${record.customer_number}.`);
	if (typeof record.delivery_date === 'string' && !/^\d{4}-\d\d-\d\d$/.test(record.delivery_date))
		return refuse('delivery_date is a day such as 2026-11-23.');
	if (!Array.isArray(record.lines) || record.lines.length === 0)
		return refuse('The order needs at least one line.');
	for (const [index, line] of record.lines.entries()) {
		const problem = lineProblem(line);
		if (problem !== undefined) return refuse(`Line ${index + 1}: ${problem}`);
	}
	return { ok: true, record };
}

function lineProblem(line: Partial<ErpRecord['lines'][number]> | null): string | undefined {
	if (typeof line !== 'object' || line === null) return 'a line is expected.';
	const unknown = Object.keys(line).find((field) => !lineFields.has(field));
	if (unknown !== undefined) return `there is no field ${unknown}.`;
	if (typeof line.article_number !== 'string' || line.article_number.trim() === '')
		return 'article_number is missing.';
	if (typeof line.quantity !== 'number' || !(line.quantity > 0))
		return 'quantity is a number above 0.';
	if (line.price !== undefined && !(Number(line.price) > 0))
		return 'price is above 0, or left out.';
	return undefined;
}
