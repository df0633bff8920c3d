import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { validateOrder } from '../../../core/validation/validateOrder';
import { readChecks } from '../rules/readChecks';
import { readLanguage } from './readParameters';

/** Puts every order, with its `validation`, on the output Valid or Invalid; what is not an order at all is Invalid too. */
export async function validateOrders(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const orders = this.getInputData();
	const checks = readChecks(this);
	if (checks instanceof NodeOperationError) {
		if (!this.continueOnFail()) throw checks;
		return [
			[],
			orders.map((order, item) => ({
				...order,
				json: { ...order.json, error: checks.message },
				pairedItem: { item },
			})),
		];
	}
	const language = readLanguage((name, fallback) => this.getNodeParameter(name, 0, fallback));
	const nowMs = Date.now();
	const valid: INodeExecutionData[] = [];
	const invalid: INodeExecutionData[] = [];
	for (const [item, order] of orders.entries()) {
		const validation = validateOrder(order.json, checks, language, nowMs);
		const json = { ...fieldsOf(order.json), validation: validation as unknown as IDataObject };
		(validation.valid ? valid : invalid).push({ ...order, json, pairedItem: { item } });
	}
	return [valid, invalid];
}

/** Another node may put anything in an item, a list or text included: it is kept, for somebody to see. */
function fieldsOf(received: unknown): IDataObject {
	return typeof received === 'object' && received !== null && !Array.isArray(received)
		? (received as IDataObject)
		: { received: received as IDataObject[string] };
}
