import type { IWebhookFunctions } from 'n8n-workflow';
import type { Answer } from '../../../core/webhook/response';

type WebhookResponse = ReturnType<IWebhookFunctions['getResponseObject']>;

/**
 * What n8n says with a 200, When Workflow Finishes, of a run it has no data of: in queue mode, of one that never began
 * because Redis lost it. https://github.com/n8n-io/n8n/blob/master/packages/cli/src/webhooks/webhook-helpers.ts
 */
const withoutData =
	/^Workflow executed successfully but (no data was returned|the last node did not return any data)$/;

/** Has this refusal sent in place of n8n's answer about a run that it has no data of, which would be a promise. */
export function refuseWithoutData(response: WebhookResponse, refusal: Answer): void {
	const send = response.json.bind(response);
	response.json = (body?: unknown) => {
		const { message } = (body ?? {}) as { message?: unknown };
		if (typeof message !== 'string' || !withoutData.test(message)) return send(body);
		response.status(refusal.statusCode);
		return send(refusal.body);
	};
}
