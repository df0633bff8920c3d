import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';
import type { ApiProblem } from '../../../core/api/problem';
import { toNodeApiError } from '../nodeErrors';

/** What becomes of one input item: the items it turns into, or why there are none. */
export type ItemOutcome = { ok: true; items: IDataObject[] } | { ok: false; problem: ApiProblem };

/** One thing the node can do: its entry in the operation dropdown, its fields, and how it runs. */
export type Operation = {
	name: string;
	action: string;
	description: string;
	properties: INodeProperties[];
} & (
	| { perItem(context: IExecuteFunctions, itemIndex: number): Promise<ItemOutcome> }
	/** Returns one list of items per output. */
	| { allItems(context: IExecuteFunctions): Promise<INodeExecutionData[][]> }
);

/** What the node works on, by the values that workflows store, in the order of the dropdowns. */
export type Resources = Readonly<
	Record<string, { name: string; operations: Readonly<Record<string, Operation>> }>
>;

/** The item that carries a problem on, when the user chose to go on; else the run stops here. */
export function problemItem(
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
