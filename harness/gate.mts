import { createServer, type ServerResponse } from 'node:http';
import { listen } from './listen.mts';

/** A door that many runs wait before, so that they go on at the same moment. */
export interface Gate {
	readonly url: string;
	/** The next callers wait until there are this many of them. */
	expect(callers: number): void;
	/** How many stand before the door. */
	waiting(): number;
	close(): Promise<void>;
}

export async function openGate(): Promise<Gate> {
	let wanted = 1;
	const held: ServerResponse[] = [];
	const server = createServer((request, response) => {
		request.resume();
		held.push(response);
		if (held.length < wanted) return;
		for (const one of held.splice(0))
			one.writeHead(200, { 'content-type': 'application/json' }).end('{}');
	});
	const { url, close } = await listen(server);
	return {
		url: `${url}/`,
		expect: (callers) => (wanted = callers),
		waiting: () => held.length,
		close,
	};
}
