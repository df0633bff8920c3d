import { createServer, type IncomingMessage } from 'node:http';
import { listen } from './listen.mts';

/** One request as it came off the wire. */
export interface ReceivedRequest {
	rawHeaders: string[];
	headers: IncomingMessage['headers'];
	body: Buffer;
}

/** A supplier's webhook address that keeps what it receives and answers as it is told. */
export interface WebhookReceiver {
	url: string;
	received: ReceivedRequest[];
	/** The next answers; `'silence'` never answers. */
	answer: { status: number; text: string } | 'silence';
	close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
	const received: ReceivedRequest[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			received.push({
				rawHeaders: request.rawHeaders,
				headers: request.headers,
				body: Buffer.concat(chunks),
			});
			if (receiver.answer !== 'silence')
				response.writeHead(receiver.answer.status).end(receiver.answer.text);
		});
	});
	const { url, close } = await listen(server);
	const receiver: WebhookReceiver = {
		url: `${url}/orders`,
		received,
		answer: { status: 200, text: '{"status": "accepted"}' },
		close,
	};
	return receiver;
}
