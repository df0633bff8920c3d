import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { assortmentFiles } from '../../../../core/api/endpoints';
import type { ApiProblem } from '../../../../core/api/problem';
import { assortmentForm, readAssortment } from '../../../../core/assortment/assortmentFile';
import {
	checkAssortment,
	havePricesWithCommas,
	isHalfRead,
	missingColumns,
	type ArticleIssue,
	type CheckedAssortment,
} from '../../../../core/assortment/checkAssortment';
import { readField } from '../../../../core/json';
import { requestJson } from '../../transport/requestJson';
import { emptyExpressionIn } from '../emptyExpression';
import { problemItem, type ItemOutcome, type Operation } from '../operation';
import { columnsField, readAssortmentId, readColumns, uploadFields } from './uploadFields';

/** A file of ten thousand articles takes Apicbase longer than a list does. */
const uploadTimeoutMs = 110_000;
const sentencesShown = 200;

/** The rows of one assortment, and the items they come from; the first item's settings count for all. */
interface Assortment {
	customerNumber: string;
	rows: readonly unknown[];
	/** Of the whole input: one assortment of several may be too short to tell. */
	pricesHaveCommas: boolean;
	rowNumbers?: readonly number[];
	itemIndexes: readonly [number, ...number[]];
}

/** What was checked and can be sent, or why nothing is. */
type Checked =
	| { ok: true; assortment: Assortment; checked: CheckedAssortment }
	| { ok: false; itemIndex: number; problem: ApiProblem };

export const upload: Operation = {
	name: 'Upload',
	action: 'Upload an assortment of articles',
	description: 'Check an assortment row by row and send it to Apicbase',
	properties: uploadFields,
	allItems: uploadAssortments,
};

/** Checks every assortment before the first is sent, so that a run that stops has sent nothing. */
async function uploadAssortments(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const isFile = context.getNodeParameter('articlesFrom', 0, 'items') === 'file';
	const checked = isFile ? await readFiles(context) : readItems(context);
	const unsendable = new Map(
		checked.flatMap((one) =>
			one.ok ? [] : [[one, problemItem(context, one.problem, one.itemIndex)] as const],
		),
	);
	const items: INodeExecutionData[] = [];
	for (const one of checked) {
		if (!one.ok) {
			items.push(unsendable.get(one)!);
			continue;
		}
		const [firstIndex] = one.assortment.itemIndexes;
		const outcome = await send(context, one.assortment, one.checked);
		if (!outcome.ok) items.push(problemItem(context, outcome.problem, firstIndex));
		else {
			const links = one.assortment.itemIndexes.map((item) => ({ item }));
			const pairedItem = links.length === 1 ? links[0] : links;
			for (const json of outcome.items) items.push({ json, pairedItem });
		}
	}
	return [items];
}

/** All input items make one assortment, or one for each ID that an expression gives. */
function readItems(context: IExecuteFunctions): Checked[] {
	const items = context.getInputData();
	const isExpression = String(context.getNode().parameters.customerNumber ?? '').startsWith('=');
	const shared = isExpression ? undefined : readAssortmentId(context, 0);
	const indexesById = new Map<string, number[]>();
	for (const itemIndex of items.keys()) {
		const id = shared ?? readAssortmentId(context, itemIndex);
		const indexes = indexesById.get(id);
		if (indexes === undefined) indexesById.set(id, [itemIndex]);
		else indexes.push(itemIndex);
	}
	const rows = items.map(({ json }) => json);
	const pricesHaveCommas = havePricesWithCommas(rows, readColumns(context, 0));
	return [...indexesById].map(([customerNumber, itemIndexes]) =>
		check(context, {
			customerNumber,
			itemIndexes: itemIndexes as [number, ...number[]],
			rows: itemIndexes.map((itemIndex) => rows[itemIndex]),
			pricesHaveCommas,
			rowNumbers: itemIndexes.map((itemIndex) => itemIndex + 1),
		}),
	);
}

async function readFiles(context: IExecuteFunctions): Promise<Checked[]> {
	const checked: Checked[] = [];
	for (const itemIndex of context.getInputData().keys())
		checked.push(await readFile(context, itemIndex));
	return checked;
}

async function readFile(context: IExecuteFunctions, itemIndex: number): Promise<Checked> {
	const refuse = (fact: string, nextStep: string): Checked => ({
		ok: false,
		itemIndex,
		problem: cannotUpload(fact, nextStep),
	});
	const field = String(context.getNodeParameter('binaryPropertyName', itemIndex, 'data'));
	if (readField(context.getInputData()[itemIndex], ['binary', field]) === undefined)
		return refuse(
			`The item has no file in the binary field "${field}".`,
			"Enter under 'Input Binary Field' the name of the field that holds the file.",
		);
	const read = readAssortment(await context.helpers.getBinaryDataBuffer(itemIndex, field));
	if (!read.ok) return refuse(read.reason, 'Save the file as JSON in UTF-8 and run it again.');
	const customerNumber = readAssortmentId(context, itemIndex);
	const { articles: rows } = read;
	const pricesHaveCommas = havePricesWithCommas(rows, readColumns(context, itemIndex));
	return check(context, { customerNumber, rows, pricesHaveCommas, itemIndexes: [itemIndex] });
}

function check(context: IExecuteFunctions, assortment: Assortment): Checked {
	const { customerNumber, rows, pricesHaveCommas, rowNumbers, itemIndexes } = assortment;
	const [itemIndex] = itemIndexes;
	const refuse = (problem: ApiProblem): Checked => ({ ok: false, itemIndex, problem });
	if (customerNumber === '')
		return refuse(
			cannotUpload(
				"The field 'Assortment ID' is empty.",
				'Enter the Assortment Sync ID that Apicbase holds for the outlets.',
			),
		);
	if (rows.length === 0)
		return refuse(cannotUpload('There are no articles.', 'Connect a step that puts out articles.'));
	const unnamed = emptyExpressionIn(context, columnsField, itemIndex, {
		stopsAt: 'any',
		doing: 'upload the assortment',
	});
	if (unnamed !== undefined) return refuse(unnamed);
	const columns = readColumns(context, itemIndex);
	const missing = missingColumns(rows, columns);
	if (missing.length > 0)
		return refuse(
			cannotUpload(
				`No row has the column "${missing.join('" or "')}".`,
				`Correct the names under 'Columns'. The first row has: ${Object.keys(rows[0] ?? {}).join(', ')}.`,
			),
		);
	const checked = checkAssortment(rows, {
		customerNumber,
		columns,
		pricesHaveCommas,
		...(rowNumbers !== undefined && { rowNumbers }),
	});
	if (isHalfRead(checked, rows.length)) return refuse(halfRead(checked, rows.length));
	const skips = context.getNodeParameter('leaveOutBadArticles', itemIndex, false) === true;
	return checked.unusable > 0 && !skips
		? refuse(invalidRows(checked))
		: { ok: true, assortment, checked };
}

async function send(
	context: IExecuteFunctions,
	{ customerNumber, itemIndexes: [itemIndex] }: Assortment,
	{ articles, issues, unusable }: CheckedAssortment,
): Promise<ItemOutcome> {
	const { fileName = 'assortment.json' } = context.getNodeParameter(
		'options',
		itemIndex,
		{},
	) as IDataObject;
	const reply = await requestJson(context, {
		method: 'POST',
		...assortmentFiles,
		body: assortmentForm(articles, { customerNumber, fileName: String(fileName) }),
		doing: 'upload the assortment',
		timeoutMs: uploadTimeoutMs,
	});
	if (!reply.ok) return reply;
	return {
		ok: true,
		items: [
			{
				customerNumber,
				sent: articles.length,
				leftOut: unusable,
				issues: issues as unknown as IDataObject[],
				apicbase: reply.body as IDataObject,
			},
		],
	};
}

/** Nothing was sent: the first row in the message, all of them in the description. */
function invalidRows({ issues }: CheckedAssortment): ApiProblem {
	const errors = issues.filter(({ severity }) => severity === 'error');
	const more = errors.length === 1 ? '' : ` ${errors.length - 1} more to fix.`;
	return cannotUpload(
		`${errors[0]?.message ?? ''}${more}`,
		["Correct these rows, or switch on 'Skip Invalid Articles'.", ...sentences(errors)].join('\n'),
	);
}

/** So many rows are unusable that the rest is not the assortment. */
function halfRead({ issues, unusable }: CheckedAssortment, rows: number): ApiProblem {
	const errors = issues.filter(({ severity }) => severity === 'error');
	return cannotUpload(
		`${unusable} of ${rows} ${rows === 1 ? 'row' : 'rows'} cannot be used. ${errors[0]?.message ?? ''}`,
		[
			"Correct these rows, or the names under 'Columns'. Nothing is sent when more than a tenth cannot be used.",
			...sentences(errors),
		].join('\n'),
	);
}

function sentences(issues: readonly ArticleIssue[]): string[] {
	const shown = issues.slice(0, sentencesShown).map(({ message }) => message);
	const hidden = issues.length - shown.length;
	return hidden === 0
		? shown
		: [...shown, `${hidden} more ${hidden === 1 ? 'is' : 'are'} not shown.`];
}

const cannotUpload = (fact: string, nextStep: string): ApiProblem => ({
	kind: 'bad_request',
	message: `Cannot upload the assortment. ${fact}`,
	description: nextStep,
	status: null,
});
