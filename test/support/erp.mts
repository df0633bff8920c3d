import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A stand-in for an ERP that answers as it is told. */
export interface Erp {
	url: string;
	answerWith(status: number): void;
	close(): Promise<void>;
}

export async function serveErp(): Promise<Erp> {
	let status = 200;
	const server = http.createServer((request, response) => {
		request.resume().once('end', () => {
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ created: status === 200 }));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		answerWith: (next) => {
			status = next;
		},
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
