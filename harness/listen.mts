import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Listening {
	/** Without a slash at the end. */
	url: string;
	port: number;
	/** Stops, and cuts off whoever still waits for an answer. */
	close: () => Promise<void>;
}

/** Lets a server listen on this machine only; 0 takes a free port. */
export async function listen(server: Server, wanted = 0): Promise<Listening> {
	await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
