import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { problemItem, type Operation, type Resources } from './operation';
import { resources } from './resources';

/** Runs the operation chosen in the node over all its items. */
export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(this);
	if ('allItems' in operation) return await operation.allItems(this);
	const items: INodeExecutionData[] = [];
	for (const itemIndex of this.getInputData().keys()) {
		const outcome = await operation.perItem(this, itemIndex);
		const pairedItem = { item: itemIndex };
		if (outcome.ok) for (const json of outcome.items) items.push({ json, pairedItem });
		else items.push(problemItem(this, outcome.problem, itemIndex));
	}
	return [items];
}

function chosenOperation(context: IExecuteFunctions): Operation {
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const operation = (resources as Resources)[resource]?.operations[name];
	if (operation !== undefined) return operation;
	throw new NodeOperationError(
		context.getNode(),
		`Cannot run. There is no operation "${name}" of "${resource}".`,
		{ description: "Choose 'Resource' and 'Operation' again." },
	);
}
