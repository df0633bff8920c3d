import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { History } from './history.mts';

export interface Sale {
	id: string;
	reference: string;
}

/** How the ERP treats its next callers. */
export type ErpMood = 'well' | 'down' | 'slow' | 'loses answers' | 'silent';

/** An ERP outside n8n that outlives it and forbids nothing: two sales with one reference are two sales. */
export interface CampaignErp {
	readonly url: string;
	readonly sales: readonly Sale[];
	feel(mood: ErpMood): void;
	/** How many callers it was silent to. */
	unanswered(): number;
	close(): Promise<void>;
}

const slowMs = 1_500;

export async function openCampaignErp(history: History): Promise<CampaignErp> {
	const sales: Sale[] = [];
	let mood: ErpMood = 'well';
	let unanswered = 0;
	const server = createServer((request, response) => void serve(request, response));

	async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await text(request);
		const { searchParams, pathname } = new URL(request.url ?? '/', 'http://erp');
		const answer = (status: number, value: unknown) =>
			response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
		if (mood === 'down') return void answer(503, { detail: 'The ERP is being backed up.' });
		if (mood === 'silent') return void (unanswered += 1);
		const waitMs = mood === 'slow' ? slowMs : 0;
		const losesAnswer = mood === 'loses answers';
		const found =
			request.method === 'GET'
				? lookUp(searchParams.get('reference') ?? '')
				: write(pathname, JSON.parse(body) as Sale);
		if (losesAnswer) return void response.destroy();
		setTimeout(() => answer(200, found), waitMs);
	}

	function lookUp(reference: string): unknown {
		const records = sales.filter((sale) => sale.reference === reference);
		history.note(reference, `the ERP looked it up: ${records.length}`);
		return { records };
	}

	/** Booked when it arrives, whatever becomes of the answer. */
	function write(pathname: string, sale: Sale): Sale {
		const known = sales.find(({ id }) => pathname.endsWith(`/${id}`));
		if (known === undefined) sales.push({ ...sale, id: `SO-${sales.length + 1}` });
		history.note(sale.reference, known === undefined ? 'the ERP booked it' : 'the ERP changed it');
		return known ?? sales.at(-1)!;
	}

	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		sales,
		feel: (next) => {
			mood = next;
		},
		unanswered: () => unanswered,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
