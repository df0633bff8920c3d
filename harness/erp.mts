import http from 'node:http';
import { listen } from './listen.mts';

/** A stand-in for an ERP that answers as it is told. */
export interface Erp {
	url: string;
	answerWith(status: number): void;
	/** How many requests came so far. */
	asked(): number;
	close(): Promise<void>;
}

export async function serveErp(): Promise<Erp> {
	let status = 200;
	let asked = 0;
	const server = http.createServer((request, response) => {
		request.resume().once('end', () => {
			asked += 1;
			response
				.writeHead(status, { 'content-type': 'application/json' })
				.end(JSON.stringify({ created: status === 200 }));
		});
	});
	const { url, close } = await listen(server);
	return {
		url: `${url}/`,
		answerWith: (next) => {
			status = next;
		},
		asked: () => asked,
		close,
	};
}
