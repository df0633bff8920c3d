import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { indexArticles, type ArticleIndex } from '../../../core/articles/articleIndex';
import { readWritten, type Row } from '../../../core/articles/cells';
import type { IgnorableDifference } from '../../../core/articles/codes';
import {
	chooseColumns,
	chooseCustomerColumns,
	type ChosenColumns,
} from '../../../core/articles/columns';
import { indexCustomers, type CustomerIndex } from '../../../core/articles/customerIndex';
import { runsAsTool } from '../runsAsTool';

/** How the panel names one of the lists that orders are compared with. */
interface ListNames {
	input: 'Articles' | 'Customers';
	switch: string;
	columns: string;
	number: string;
}

const articleNames: ListNames = {
	input: 'Articles',
	switch: 'Check Against Your Articles',
	columns: 'Article Columns',
	number: 'an article number',
};
const customerNames: ListNames = {
	input: 'Customers',
	switch: 'Check Against Your Customers',
	columns: 'Customer Columns',
	number: 'a customer number',
};

/** Indexes the input Articles by article number, or says why it cannot be used. */
export function readArticles(
	context: IExecuteFunctions,
	columns: Parameters<typeof chooseColumns>[1],
	ignored: readonly IgnorableDifference[],
): ArticleIndex {
	const rows = readRows(context, articleNames, 1);
	const chosen = chooseColumns(rows, columns);
	if (!chosen.ok) throw cannotUse(context, articleNames, chosen);
	const articles = indexArticles(rows, chosen.columns, ignored);
	hintAtUnnumbered(context, articleNames, rows, chosen.columns.number);
	hintAtEmpty(context, chosen.empty);
	hintAtUnreadable(context, articles);
	hintAtUnclear(context, articles);
	return articles;
}

/** Indexes the input Customers by customer number, or says why it cannot be used. */
export function readCustomers(
	context: IExecuteFunctions,
	inputIndex: number,
	columns: Parameters<typeof chooseCustomerColumns>[1],
	ignored: readonly IgnorableDifference[],
): CustomerIndex {
	const rows = readRows(context, customerNames, inputIndex);
	const chosen = chooseCustomerColumns(rows, columns);
	if (!chosen.ok) throw cannotUse(context, customerNames, chosen);
	hintAtUnnumbered(context, customerNames, rows, chosen.columns.number);
	return indexCustomers(rows, chosen.columns, ignored);
}

function readRows(context: IExecuteFunctions, names: ListNames, inputIndex: number): Row[] {
	// As a tool the node has no further input; the agent's own would be another node's items.
	const isTool = runsAsTool(context);
	const inputs = isTool ? [] : (context.getExecuteData().data.main ?? []);
	const rows = (inputs[inputIndex] ?? []).map(({ json }) => json).filter(isRow);
	if (rows.length > 0) return rows;
	const list = names.input.toLowerCase();
	const connect = isTool
		? `A tool of an AI agent has no input for your ${list}; leave '${names.switch}' off there.`
		: `Connect the node that reads your ${list}, and check that it finds some; or switch '${names.switch}' off.`;
	throw new NodeOperationError(
		context.getNode(),
		`${cannot(names)} The input '${names.input}' has no items.`,
		{ description: connect },
	);
}

const isRow = (json: unknown): json is Row =>
	typeof json === 'object' && json !== null && !Array.isArray(json);

const cannot = ({ input }: ListNames) => `Cannot check orders against the ${input.toLowerCase()}.`;

function cannotUse(
	context: IExecuteFunctions,
	names: ListNames,
	problem: Extract<ChosenColumns<unknown>, { ok: false }>,
): NodeOperationError {
	return new NodeOperationError(
		context.getNode(),
		`${cannot(names)} ${describeProblem(names, problem)}`,
		{
			description: `Choose one of these under '${names.columns}': ${problem.present.map((name) => `"${name}"`).join(', ')}.`,
		},
	);
}

function describeProblem(
	{ input, number }: ListNames,
	problem: Extract<ChosenColumns<unknown>, { ok: false }>,
): string {
	if (problem.problem === 'no_number_column') return `No column looks like ${number}.`;
	if (problem.problem === 'number_column_blank')
		return `The column "${problem.column}" is empty in every row.`;
	const { column, lookalike } = problem;
	const missing = `The ${input.toLowerCase()} have no column "${column}".`;
	return lookalike === undefined || lookalike.isVisible
		? missing
		: `${missing} There is "${lookalike.column}", which has ${lookalike.instead} where you entered ${lookalike.has}.`;
}

/** An ERP has rows without a number, but a list in which many lack one was read wrongly. */
function hintAtUnnumbered(
	context: IExecuteFunctions,
	{ input }: ListNames,
	rows: readonly Row[],
	column: string,
): void {
	const count = rows.filter((row) => readWritten(row[column]) === undefined).length;
	if (count <= rows.length / 10) return;
	hint(
		context,
		`${count} of ${rows.length} ${input.toLowerCase()} ${count === 1 ? 'has' : 'have'} nothing in the column "${column}", so no order can name them.`,
	);
}

/** Nothing would be compared with a column that was named and is empty. */
function hintAtEmpty(context: IExecuteFunctions, empty: readonly string[]): void {
	for (const column of empty)
		hint(
			context,
			`The column "${column}" is empty in every row of the articles, so nothing is compared with it.`,
		);
}

/** A price such as "2.50 or 3" would otherwise go unchecked without a word. */
function hintAtUnreadable(context: IExecuteFunctions, { unreadable }: ArticleIndex): void {
	const [first, ...others] = unreadable;
	if (first === undefined) return;
	hint(
		context,
		`Article ${first.articleNumber} has "${first.written}" where a number should be, so it is not compared.${more(others)} Write numbers like 2.50.`,
	);
}

/** A status such as "see Jan" would otherwise have an article sold without a word. */
function hintAtUnclear(context: IExecuteFunctions, { unclear }: ArticleIndex): void {
	const [first, ...others] = unclear;
	if (first === undefined) return;
	hint(
		context,
		`Article ${first.articleNumber} has "${first.written}" in the column "${first.column}", which says neither yes nor no, so it counts as orderable.${more(others)}`,
	);
}

const more = ({ length }: readonly unknown[]): string =>
	length === 0 ? '' : ` ${length} more like it.`;

const hint = (context: IExecuteFunctions, message: string): void =>
	context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
