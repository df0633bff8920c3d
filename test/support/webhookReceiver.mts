import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

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
			received.push({ rawHeaders: request.rawHeaders, headers: request.headers, body: Buffer.concat(chunks) });
			if (receiver.answer !== 'silence') response.writeHead(receiver.answer.status).end(receiver.answer.text);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const receiver: WebhookReceiver = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`,
		received,
		answer: { status: 200, text: '{"status": "accepted"}' },
		close: () => new Promise((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		}),
	};
	return receiver;
}
