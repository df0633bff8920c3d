import http from 'node:http';
import { listen } from './listen.mts';

export interface Sale {
	id: string;
	reference: string;
	[field: string]: unknown;
}

/** A small ERP that keeps sales and finds them by reference; nothing stops it from keeping two with the same one. */
export interface SalesErp {
	url: string;
	sales: Sale[];
	/** The next this many sales are created, and then nothing is answered. */
	keepQuietAfterCreating(times: number): void;
	/** The next this many searches find nothing, and say under status 200 that they could not look. */
	failSearches(times: number): void;
	close(): Promise<void>;
}

export async function serveSalesErp(): Promise<SalesErp> {
	const sales: Sale[] = [];
	let quiet = 0;
	let failing = 0;
	const server = http.createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const url = new URL(request.url ?? '/', 'http://erp');
			const body =
				chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as Sale) : undefined;
			const answer = (value: unknown): void =>
				void response
					.writeHead(200, { 'content-type': 'application/json' })
					.end(JSON.stringify(value));
			if (request.method === 'GET' && failing > 0) {
				failing -= 1;
				return answer({ records: [], error: 'The index is being rebuilt.' });
			}
			if (request.method === 'GET')
				return answer({
					records: sales.filter(({ reference }) => reference === url.searchParams.get('reference')),
				});
			if (request.method === 'PUT')
				return answer(
					Object.assign(
						sales.find(({ id }) => url.pathname.endsWith(`/${id}`))!,
						body,
					),
				);
			const sale = { ...body!, id: `SO-${sales.length + 1}` };
			sales.push(sale);
			if (quiet === 0) return answer(sale);
			quiet -= 1;
		});
	});
	const { url, close } = await listen(server);
	return {
		url,
		sales,
		keepQuietAfterCreating: (times) => {
			quiet = times;
		},
		failSearches: (times) => {
			failing = times;
		},
		close,
	};
}
