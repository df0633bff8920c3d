import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import type { Checks } from '../../../core/validation/checkOrder';
import { validateOrder } from '../../../core/validation/validateOrder';
import type { Validation } from '../../../core/validation/validation';
import { readChecks } from '../rules/readChecks';
import { runsAsTool } from '../runsAsTool';
import { readLanguage } from './readParameters';

/** Puts every order, with its `validation`, on the output Valid or Invalid; what is not an order at all is Invalid too. */
export async function validateOrders(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const orders = this.getInputData();
	const outputs = new Outputs(runsAsTool(this));
	let checks: Checks;
	try {
		checks = readChecks(this);
	} catch (error) {
		if (!(error instanceof NodeOperationError) || !this.continueOnFail())
			throw new NodeOperationError(this.getNode(), error as Error);
		for (const [item, order] of orders.entries())
			outputs.add(false, {
				...order,
				json: { ...order.json, error: error.message },
				pairedItem: { item },
			});
		return outputs.lists;
	}
	const language = readLanguage((name, fallback) => this.getNodeParameter(name, 0, fallback));
	const perLine = this.getNodeParameter('itemPer', 0, 'order') === 'line';
	const nowMs = Date.now();
	for (const [item, order] of orders.entries()) {
		const validation = validateOrder(order.json, checks, language, nowMs);
		for (const json of itemsOf(order.json, validation, perLine))
			outputs.add(validation.valid, { ...order, json, pairedItem: { item } });
	}
	return outputs.lists;
}

/** The two outputs; an AI agent sees the first one only, so everything leaves by it there. */
class Outputs {
	readonly lists: [INodeExecutionData[], INodeExecutionData[]] = [[], []];

	constructor(private readonly isTool: boolean) {}

	add(valid: boolean, item: INodeExecutionData): void {
		this.lists[valid || this.isTool ? 0 : 1].push(item);
	}
}

/** The order with what was found put first; one item per line when the user wants it so, and one when there are no lines. */
function itemsOf(received: unknown, validation: Validation, perLine: boolean): IDataObject[] {
	const { validation: _earlier, ...order } = fieldsOf(received);
	const added = { validation: validation as unknown as IDataObject };
	if (!perLine) return [{ ...added, ...order }];
	const { line: _sent, ...fields } = order;
	const lines: unknown[] = validation.lines.length > 0 ? validation.lines : [null];
	return lines.map((line) => ({ ...added, line: line as IDataObject, ...fields }));
}

/** Another node may put anything in an item, a list or text included: it is kept, for somebody to see. */
function fieldsOf(received: unknown): IDataObject {
	return typeof received === 'object' && received !== null && !Array.isArray(received)
		? (received as IDataObject)
		: { received: received as IDataObject[string] };
}
