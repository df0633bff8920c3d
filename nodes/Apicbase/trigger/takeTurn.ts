import type { IWebhookFunctions } from 'n8n-workflow';

type WebhookResponse = ReturnType<IWebhookFunctions['getResponseObject']>;

const turns = new Map<string, Promise<void>>();

/**
 * Lets deliveries of one order go one after the other: resolves when every earlier delivery with this key has been
 * answered or given up by its sender, so that two at once are told apart like two in a row.
 */
export async function takeTurn(key: string, response: WebhookResponse): Promise<void> {
	const earlier = turns.get(key);
	const turn = Promise.all([earlier, untilClosed(response)]).then(() => {
		if (turns.get(key) === turn) turns.delete(key);
	});
	turns.set(key, turn);
	await earlier;
}

/** `close` comes once, after the answer was written or when the sender went away. */
async function untilClosed(response: WebhookResponse): Promise<void> {
	if (response.closed || response.destroyed) return;
	await new Promise<void>((resolve) => response.once('close', resolve));
}
