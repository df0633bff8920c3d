import type { Issue } from './issue';
import { nameLine, sayLine } from './lineName';
import { readField } from './readField';

interface SchemaIssue {
	path: PropertyKey[];
}

const orderFields: Record<string, string> = {
	id: 'id',
	order_number: 'order number',
	status: 'status',
	ordered_on: 'order date',
	owned_by: 'buyer',
	order_remarks: 'remarks',
	expected_delivery_date: 'delivery date',
	theoretical_price: 'total',
	supplier_customer_number: 'customer number',
};

const lineFields: Record<string, string> = {
	stock_item: 'article name',
	supplier_article_number: 'article number',
	theoretical_price_per_package: 'price',
	quantity_ordered: 'quantity',
	total_theoretical_price: 'line total',
};

/** Turns what the schema found into sentences, each once, in the order of the fields. */
export function structureIssues(value: unknown, found: readonly SchemaIssue[]): Issue[] {
	const issues = new Map<string, Issue>();
	for (const { path } of found) {
		const issue = toIssue(value, path);
		issues.set(`${issue.path}|${issue.message}`, issue);
	}
	return [...issues.values()];
}

function toIssue(value: unknown, path: PropertyKey[]): Issue {
	if (path.length === 0) return issueAt(path, 'order_unreadable', 'This is not an order.');
	if (path[0] === 'packages') return path.length === 1 ? linesIssue(value, path) : lineIssue(value, path);
	const name = orderFields[String(path[0])] ?? String(path[0]);
	return isBlank(readField(value, path))
		? issueAt(path, `order_missing_${name.replace(' ', '_')}`, `The order has no ${name}.`)
		: issueAt(path, 'field_unreadable', `The order's ${name} cannot be read.`);
}

function linesIssue(value: unknown, path: PropertyKey[]): Issue {
	const lines = readField(value, path);
	return lines === undefined || lines === null || Array.isArray(lines)
		? issueAt(path, 'order_without_lines', 'The order has no lines.')
		: issueAt(path, 'field_unreadable', "The order's lines cannot be read.");
}

function lineIssue(value: unknown, path: PropertyKey[]): Issue {
	const name = nameLine(value, Number(path[1]));
	const field = lineFields[String(path.at(-1))] ?? lineFields[String(path[2])];
	const message =
		field === undefined
			? `${sayLine(name)} cannot be read.`
			: `${sayLine(name)} has ${article(field)} ${field} that cannot be read.`;
	return { ...issueAt(path, 'field_unreadable', message), ...name };
}

const article = (noun: string) => (/^[aeiou]/.test(noun) ? 'an' : 'a');

const isBlank = (field: unknown) =>
	field === undefined || field === null || (typeof field === 'string' && field.trim() === '');

function issueAt(path: PropertyKey[], code: string, message: string): Issue {
	return {
		code,
		severity: 'error',
		path: path.join('.'),
		line: null,
		articleNumber: null,
		articleName: null,
		message,
		fix: 'Ask the customer to place the order again in Apicbase; if it looks the same, ask Apicbase support.',
		owner: 'customer',
	};
}
