import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ApiProblem } from '../../../core/api/problem';
import { toNodeApiError } from '../nodeErrors';

/** What becomes of one input item: the items to put out, or why there are none. */
export type ItemOutcome = { ok: true; put: IDataObject[] } | { ok: false; problem: ApiProblem };

/** Works on the input items one after the other; what cannot be done stops the run, or becomes an item when the user chose to go on. */
export async function eachItem(
	context: IExecuteFunctions,
	work: (itemIndex: number) => Promise<ItemOutcome>,
): Promise<INodeExecutionData[][]> {
	const put: INodeExecutionData[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		const outcome = await work(itemIndex);
		const pairedItem = { item: itemIndex };
		if (outcome.ok) for (const json of outcome.put) put.push({ json, pairedItem });
		else put.push(itemFor(context, outcome.problem, itemIndex));
	}
	return [put];
}

/** The item that carries a problem on, when the user chose to go on; else the run stops here. */
export function itemFor(
	context: IExecuteFunctions,
	problem: ApiProblem,
	itemIndex: number,
): INodeExecutionData {
	const error = toNodeApiError(context.getNode(), problem, { itemIndex });
	if (!context.continueOnFail()) throw error;
	return {
		json: { error: problem.message, description: problem.description },
		error,
		pairedItem: { item: itemIndex },
	};
}
