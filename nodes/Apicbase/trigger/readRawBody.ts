import type { IWebhookFunctions } from 'n8n-workflow';

type WebhookRequest = ReturnType<IWebhookFunctions['getRequestObject']>;

/** The body's bytes as they came (n8n has undone gzip and deflate), or why they cannot be had. */
export async function readRawBody(
	request: WebhookRequest,
): Promise<Buffer | 'too large' | 'cut off'> {
	const fault = request.rawBody
		? undefined
		: await request.readRawBody().then(
				() => undefined,
				(reason: unknown) => reason as { type?: string },
			);
	// The name that raw-body, which n8n reads with, gives it: https://github.com/stream-utils/raw-body#errors
	if (fault?.type === 'entity.too.large') return 'too large';
	return fault === undefined ? (request.rawBody ?? Buffer.alloc(0)) : 'cut off';
}
