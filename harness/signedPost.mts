import { createHmac } from 'node:crypto';

export interface Reply {
	status: number;
	/** Parsed when it is JSON, else the text. */
	body: unknown;
}

/** HMAC-SHA256 as Apicbase signs, 64 lowercase hex characters. */
export const signatureOf = (body: string | Uint8Array, secret: string): string =>
	createHmac('sha256', secret).update(body).digest('hex');

/** Posts bytes as they are, and reads whatever comes back. */
export async function post(
	url: string,
	body: string | Uint8Array,
	headers: Record<string, string> | Headers = {},
): Promise<Reply> {
	const ownConnection = new Headers(headers);
	// One that was kept from before, n8n may be closing at this moment.
	ownConnection.set('connection', 'close');
	const sent = { method: 'POST', body: body as BodyInit, headers: ownConnection };
	const answer = await fetch(url, sent);
	const text = await answer.text();
	try {
		return { status: answer.status, body: JSON.parse(text) as unknown };
	} catch (error) {
		if (error instanceof SyntaxError) return { status: answer.status, body: text };
		throw error;
	}
}

/** Sends an order, or any text, as Apicbase would: JSON, signed. */
export async function postSigned(
	url: string,
	order: unknown,
	secret: string,
	headers: Record<string, string> = {},
): Promise<Reply> {
	const body = typeof order === 'string' ? order : JSON.stringify(order);
	return await post(url, body, {
		'content-type': 'application/json',
		'x-apic-webhook-signature': signatureOf(body, secret),
		...headers,
	});
}
