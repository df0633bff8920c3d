import Fastify from 'fastify';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../harness/n8n/processes.mts';

/** An ERP that knows no order and takes every one, and remembers when each was there. */
export interface Arrivals {
	/** Of its order list. */
	url: string;
	/** Waits until an order is there; by the clock of `performance.now()`. */
	of(externalId: string): Promise<number>;
	close(): Promise<void>;
}

/** Starts it on loopback; each request takes it `answerMs`. */
export async function recordArrivals(answerMs = 0): Promise<Arrivals> {
	const arrivedMs = new Map<string, number>();
	const server = Fastify({ forceCloseConnections: true });
	server.addHook('onRequest', () => sleep(answerMs));
	server.get('/orders', () => ({ orders: [] }));
	server.post<{ Body: { external_id: string } }>('/orders', async ({ body }, reply) => {
		arrivedMs.set(body.external_id, performance.now());
		return await reply.status(201).send({ ...body, id: `SO-${arrivedMs.size}`, status: 'open' });
	});
	await server.listen({ host: '127.0.0.1', port: 0 });
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/orders`,
		async of(externalId) {
			const arrived = await until(() => arrivedMs.get(externalId), 60_000, 5);
			if (arrived === undefined) throw new Error(`${externalId} did not reach the ERP.`);
			return arrived;
		},
		close: () => server.close(),
	};
}
