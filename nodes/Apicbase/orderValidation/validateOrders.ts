import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { validateOrder } from '../../../core/validation/validateOrder';
import type { Validation } from '../../../core/validation/validation';
import { unsetTimeZone } from '../rules/unsetTimeZone';
import { runsAsTool } from '../runsAsTool';
import { readItemPer } from './properties';
import { checksReader, parametersOf, type ChecksOf } from './readChecks';

/** Puts every order, with its `validation`, on the output Valid or Invalid; what is not an order at all is Invalid too. */
export async function validateOrders(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const valid: INodeExecutionData[] = [];
	// An AI agent sees the first output only.
	const invalid = runsAsTool(this) ? valid : [];
	const validate = validator(this);
	for (const [item, order] of this.getInputData().entries()) {
		const pairedItem = { item };
		try {
			const { isValid, items } = validate(order.json, item);
			for (const json of items) (isValid ? valid : invalid).push({ ...order, json, pairedItem });
		} catch (error) {
			if (!this.continueOnFail()) throw new NodeOperationError(this.getNode(), error as Error);
			const { message, description } = error as NodeOperationError;
			const reason = { error: message, description };
			// What an earlier validation said of the order, such as its confirmation, is not true of this one.
			const fields = without(fieldsOf(order.json), 'validation');
			const json = { ...reason, ...fields, ...reason };
			invalid.push({ ...order, json, pairedItem });
		}
	}
	hintAtTimeZone(this);
	return invalid === valid ? [valid, []] : [valid, invalid];
}

function hintAtTimeZone(context: IExecuteFunctions): void {
	const message = unsetTimeZone(context.getNode(), context.getTimezone());
	if (message !== undefined)
		context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
}

/** Makes the function that validates one item; what cannot be used is thrown for each item. */
function validator(context: IExecuteFunctions) {
	const source = parametersOf(context);
	let checksOf: ChecksOf | undefined;
	const nowMs = Date.now();
	return (received: unknown, itemIndex: number) => {
		checksOf ??= checksReader(context, source);
		const perLine = readItemPer(source, itemIndex);
		const validation = validateOrder(received, checksOf(itemIndex), nowMs);
		return { isValid: validation.valid, items: itemsOf(received, validation, perLine) };
	};
}

/** The order with what was found put first; one item per line when the user wants it so, and one when there are no lines. */
function itemsOf(received: unknown, validation: Validation, perLine: boolean): IDataObject[] {
	const added = { validation: validation as unknown as IDataObject };
	const order = without(fieldsOf(received), 'validation');
	if (!perLine) return [{ ...added, ...order }];
	const fields = without(order, 'line');
	const lines: unknown[] = validation.lines.length > 0 ? validation.lines : [null];
	return lines.map((line) => ({ ...added, line: line as IDataObject, ...fields }));
}

function without(fields: IDataObject, name: string): IDataObject {
	const others = { ...fields };
	delete others[name];
	return others;
}

/** Another node may put anything in an item, a list or text included: it is kept, so that it can be looked at. */
function fieldsOf(received: unknown): IDataObject {
	return typeof received === 'object' && received !== null && !Array.isArray(received)
		? (received as IDataObject)
		: { received: received as IDataObject[string] };
}
