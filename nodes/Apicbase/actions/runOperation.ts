import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { resources } from './resources';

/** Runs the operation chosen in the node over all its items. */
export async function runOperation(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const chosen = {
		resource: this.getNodeParameter('resource', 0),
		operation: this.getNodeParameter('operation', 0),
	};
	const operation = resources
		.find(({ option }) => option.value === chosen.resource)
		?.operations.find(({ option }) => option.value === chosen.operation);
	if (operation === undefined) {
		throw new NodeOperationError(
			this.getNode(),
			`Cannot run. There is no operation "${chosen.operation}" of "${chosen.resource}".`,
			{
				description: "Choose 'Resource' and 'Operation' again.",
			},
		);
	}
	return await operation.execute(this);
}
