import type {
	IDataObject,
	IExecuteFunctions,
	IN8nHttpFullResponse,
	INodeExecutionData,
} from 'n8n-workflow';
import type { Answer } from '../../../../core/webhook/answer';

/** Answers the waiting customer about the first order, and hands every order on as it came. */
export function sendAnswer(
	context: IExecuteFunctions,
	answerFor: (order: IDataObject) => Answer,
): INodeExecutionData[][] {
	const items = context.getInputData();
	const { statusCode, body } = answerFor(items[0]?.json ?? {});
	const response: IN8nHttpFullResponse = {
		statusCode,
		headers: { 'content-type': 'application/json; charset=utf-8' },
		body: body as unknown as IDataObject,
	};
	context.sendResponse(response);
	return [items.map((item, index) => ({ ...item, pairedItem: { item: index } }))];
}
