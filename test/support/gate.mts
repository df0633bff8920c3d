import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

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
	let held: ServerResponse[] = [];
	const server = createServer((request, response) => {
		request.resume();
		held.push(response);
		if (held.length < wanted) return;
		for (const one of held.splice(0)) one.writeHead(200, { 'content-type': 'application/json' }).end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		expect: (callers) => (wanted = callers),
		waiting: () => held.length,
		close: () =>
			new Promise((resolve) => {
				held = [];
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
