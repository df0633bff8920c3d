import type { IDataObject, IExecuteFunctions, IN8nHttpFullResponse, INodeExecutionData } from 'n8n-workflow';
import { accepted, nameOrder, refused, type Answer } from '../../../../core/webhook/answer';
import { reasonsFor } from '../../../../core/webhook/reasons';

/** Answers the waiting customer about the first order, and hands every order on as it came. */
export async function executeAnswer(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const first = items[0]?.json ?? {};
	const { statusCode, body } = answerFor(this, first);
	const response: IN8nHttpFullResponse = {
		statusCode,
		headers: { 'content-type': 'application/json; charset=utf-8' },
		body: body as unknown as IDataObject,
	};
	this.sendResponse(response);
	return [items.map((item, index) => ({ ...item, pairedItem: { item: index } }))];
}

function answerFor(context: IExecuteFunctions, order: IDataObject): Answer {
	const named = nameOrder(order);
	if (context.getNodeParameter('operation', 0) === 'accept') return accepted(named);
	return refused(named, reasonsFor(order, context.getNodeParameter('reasons', 0, '') as string));
}
