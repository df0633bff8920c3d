import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { assortmentFiles } from '../../../../core/api/endpoints';
import type { ApiProblem } from '../../../../core/api/problem';
import {
	assortmentForm,
	readAssortment,
	type ReadArticles,
} from '../../../../core/assortment/assortmentFile';
import { checkArticles, type ArticleIssue } from '../../../../core/assortment/checkArticles';
import { requestJson } from '../../transport/requestJson';
import { eachItem, itemFor, type ItemOutcome } from '../eachItem';
import type { Operation } from '../operation';
import { uploadFields } from './uploadFields';

/** A file of ten thousand articles takes Apicbase longer than a list does. */
const uploadTimeoutMs = 110_000;
const sentencesShown = 200;

export const upload: Operation = {
	option: {
		name: 'Upload',
		value: 'upload',
		action: 'Upload an assortment of articles',
		description: 'Check an assortment row by row and send it to Apicbase',
	},
	properties: uploadFields,
	execute: async (context) =>
		context.getNodeParameter('articlesFrom', 0, 'items') === 'file'
			? await eachItem(context, async (itemIndex) => await uploadFile(context, itemIndex))
			: await uploadItems(context),
};

/** All input items make one assortment, so what comes out stems from all of them. */
async function uploadItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const outcome = await send(context, 0, { ok: true, articles: items.map(({ json }) => json) });
	if (!outcome.ok) return [[itemFor(context, outcome.problem, 0)]];
	const pairedItem = items.map((_, item) => ({ item }));
	return [outcome.put.map((json) => ({ json, pairedItem }))];
}

async function uploadFile(context: IExecuteFunctions, itemIndex: number): Promise<ItemOutcome> {
	const field = String(context.getNodeParameter('binaryPropertyName', itemIndex, 'data'));
	if (context.getInputData()[itemIndex]?.binary?.[field] === undefined) {
		return {
			ok: false,
			problem: cannotUpload(
				`The item has no file in the binary field "${field}".`,
				"Enter under 'Input Binary Field' the name of the field that holds the file.",
			),
		};
	}
	return await send(
		context,
		itemIndex,
		readAssortment(await context.helpers.getBinaryDataBuffer(itemIndex, field)),
	);
}

async function send(
	context: IExecuteFunctions,
	itemIndex: number,
	read: ReadArticles,
): Promise<ItemOutcome> {
	const customerNumber = String(
		context.getNodeParameter('customerNumber', itemIndex, '') ?? '',
	).trim();
	if (customerNumber === '')
		return {
			ok: false,
			problem: cannotUpload(
				"The field 'Assortment ID' is empty.",
				'Enter the Assortment Sync ID that Apicbase holds for the outlets.',
			),
		};
	if (!read.ok)
		return {
			ok: false,
			problem: cannotUpload(read.reason, 'Save the file as JSON in UTF-8 and run it again.'),
		};
	const { good, issues } = checkArticles(read.articles);
	if (
		issues.length > 0 &&
		context.getNodeParameter('leaveOutBadArticles', itemIndex, false) !== true
	)
		return { ok: false, problem: badRows(issues) };
	if (good.length === 0)
		return {
			ok: false,
			problem:
				issues.length > 0
					? badRows(issues)
					: cannotUpload('There are no articles.', 'Connect a step that puts out articles.'),
		};
	const { fileName = 'assortment.json' } = context.getNodeParameter(
		'options',
		itemIndex,
		{},
	) as IDataObject;
	const reply = await requestJson(context, {
		method: 'POST',
		...assortmentFiles,
		body: assortmentForm(good, { customerNumber, fileName: String(fileName) }),
		doing: 'upload the assortment',
		timeoutMs: uploadTimeoutMs,
	});
	if (!reply.ok) return reply;
	const leftOut = read.articles.length - good.length;
	return {
		ok: true,
		put: [
			{
				customerNumber,
				sent: good.length,
				leftOut,
				issues: issues as unknown as IDataObject[],
				apicbase: reply.body as IDataObject,
			},
		],
	};
}

/** Nothing was sent: the first row in the message, all of them in the description. */
function badRows(issues: readonly ArticleIssue[]): ApiProblem {
	const [first] = issues;
	const more = issues.length === 1 ? '' : ` ${issues.length - 1} more to fix.`;
	const shown = issues.slice(0, sentencesShown).map(({ message }) => message);
	if (issues.length > sentencesShown)
		shown.push(`${issues.length - sentencesShown} more are not shown.`);
	return cannotUpload(
		`${first?.message ?? ''}${more}`,
		["Correct these rows, or switch on 'Leave Out Bad Articles'.", ...shown].join('\n'),
	);
}

const cannotUpload = (fact: string, nextStep: string): ApiProblem => ({
	kind: 'bad_request',
	message: `Cannot upload the assortment. ${fact}`,
	description: nextStep,
	status: null,
});
