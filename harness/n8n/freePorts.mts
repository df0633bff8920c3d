import { createServer, type AddressInfo, type Server } from 'node:net';

/** Ports on loopback that were free a moment ago. All are held at once while picking, so no two are the same. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(Array.from({ length: count }, listening));
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(servers.map(closed));
	return ports;
}

const listening = (): Promise<Server> =>
	new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject).listen(0, '127.0.0.1', () => resolve(server));
	});

const closed = (server: Server): Promise<void> =>
	new Promise((resolve) => server.close(() => resolve()));
