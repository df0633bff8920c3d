import http from 'node:http';
import { listen } from './listen.mts';

interface Entry {
	externalId: string;
	attempt: number;
}

/** An ERP's order book that looks an external id up before it books, with one shelf for each path. */
export interface BookingErp {
	url: string;
	/** Every request, in the order they came. */
	asked(shelf: string): Entry[];
	/** What was booked, each external id once. */
	booked(shelf: string): string[];
	close(): Promise<void>;
}

/** `answers` decides, for each request, whether the book takes it: refused, taken, or taken with the answer lost. */
export async function openBookingErp(
	answers: (shelf: string) => 'take' | 'refuse' | 'lose answer' = () => 'take',
): Promise<BookingErp> {
	const asked = new Map<string, Entry[]>();
	const booked = new Map<string, Set<string>>();
	const server = http.createServer((request, response) => {
		const chunks: Buffer[] = [];
		request
			.on('data', (chunk: Buffer) => chunks.push(chunk))
			.once('end', () => {
				const shelf = (request.url ?? '/').slice(1);
				const entry = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Entry;
				asked.set(shelf, [...(asked.get(shelf) ?? []), entry]);
				const answer = answers(shelf);
				if (answer !== 'refuse')
					booked.set(shelf, (booked.get(shelf) ?? new Set()).add(entry.externalId));
				response
					.writeHead(answer === 'take' ? 200 : 500, { 'content-type': 'application/json' })
					.end(JSON.stringify(entry));
			});
	});
	const { url, close } = await listen(server);
	return {
		url,
		asked: (shelf) => asked.get(shelf) ?? [],
		booked: (shelf) => [...(booked.get(shelf) ?? [])],
		close,
	};
}
