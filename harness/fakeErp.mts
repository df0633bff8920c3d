import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { AddressInfo } from 'node:net';
import { orderListPage } from './fakeErpPage.mts';
import { checkRecord, type ErpRecord } from './fakeErpRecord.mts';
import { until } from './n8n/processes.mts';

/** What an ERP is like on a day. */
export type ErpMood =
	| 'well'
	/** Answers every search with everything it has. */
	| 'ignores filter'
	/** Says no under status 200, and keeps nothing. */
	| 'says no under 200'
	| 'says no by a word under 200'
	/** Finds nothing, and says under status 200 that it could not look. */
	| 'cannot search'
	/** Keeps what it is sent, and answers with an empty object. */
	| 'answers nothing of use'
	/** Says no with 422 and a sentence. */
	| 'says no'
	/** Keeps what it is sent and answers after the caller has hung up. */
	| 'answers too late'
	/** Hears nothing before the caller has hung up, and keeps it then. */
	| 'writes too late'
	/** Keeps what it is sent and breaks the connection. */
	| 'loses answer'
	/** 503 to everything. */
	| 'down for repair';

/** An order as the ERP keeps it. */
export interface ErpOrder extends ErpRecord {
	id: string;
	status: string;
}

export interface ErpRequest {
	method: string;
	path: string;
	idempotencyKey?: string;
	status: number;
}

/** An ERP with a REST interface that lives through what ERPs live through. */
export interface FakeErp {
	/** Of the order list. */
	readonly url: string;
	/** Where a person sees the orders. */
	readonly pageUrl: string;
	/** The header it wants, as n8n's credential of the type "httpHeaderAuth" holds it. */
	readonly credential: { name: string; value: string };
	orders(): readonly ErpOrder[];
	/** Every request to write, oldest first. */
	written(): readonly ErpRequest[];
	/** Changes its mood from now on. */
	setMood(mood: ErpMood): void;
	/** What a person does in the ERP. */
	setStatus(externalId: string, status: string): void;
	remove(externalId: string): void;
	duplicate(externalId: string): void;
	/** The customer number is no longer known; an order that names it is refused. */
	forgetCustomer(customerNumber: string): void;
	/** Takes a copy of everything, and puts it back when called. */
	backup(): () => void;
	/** Waits until everything that was heard too late is written. */
	settled(): Promise<void>;
	stop(): Promise<void>;
	/** Starts it again at the same address with what it kept. */
	restart(): Promise<void>;
}

interface Options {
	mood?: ErpMood;
	/** How long it keeps a caller waiting who will have hung up by then. */
	slowMs?: number;
}

interface Answer {
	status: number;
	body: unknown;
}

const credential = { name: 'x-api-key', value: 'only-for-tests' };

/** Starts an ERP on loopback. It honours idempotency keys as strictly as Stripe does: the same key gets the same answer, a refusal included. */
export async function fakeErp({
	mood: first = 'well',
	slowMs = 1_500,
}: Options = {}): Promise<FakeErp> {
	let mood = first;
	let orders: ErpOrder[] = [];
	let nextNumber = 1001;
	let late = 0;
	const unknownCustomers = new Set<string>();
	const requests: ErpRequest[] = [];
	const answered = new Map<string, Answer>();

	const write = (id: string | undefined, body: unknown): Answer => {
		const checked = checkRecord(body, unknownCustomers);
		if (!checked.ok) return { status: 422, body: { message: checked.problem } };
		if (id === undefined) {
			const order = { ...checked.record, id: `SO/${nextNumber++}`, status: 'open' };
			orders.push(order);
			return { status: 201, body: order };
		}
		const there = orders.findIndex((order) => order.id === id);
		if (there < 0) return { status: 404, body: { message: `There is no order ${id}.` } };
		const { status } = orders[there]!;
		if (status !== 'open')
			return { status: 409, body: { message: `Order ${id} is ${status} and stays as it is.` } };
		orders[there] = { ...checked.record, id, status };
		return { status: 200, body: orders[there] };
	};

	const answerWrite = async (
		id: string | undefined,
		body: unknown,
		reply: FastifyReply,
	): Promise<Answer | undefined> => {
		if (mood === 'says no')
			return { status: 422, body: { message: 'Customer C-42 is over the credit limit.' } };
		if (mood === 'says no under 200')
			return { status: 200, body: { success: false, error: 'The period is closed.' } };
		if (mood === 'says no by a word under 200')
			return { status: 200, body: { status: 'error', message: 'The period is closed.' } };
		if (mood === 'writes too late') {
			late += 1;
			await pause(slowMs);
			write(id, body);
			late -= 1;
			return undefined;
		}
		const answer = write(id, body);
		if (mood === 'answers nothing of use') return { status: 200, body: {} };
		if (mood === 'answers too late') await pause(slowMs);
		if (mood === 'loses answer') {
			reply.raw.destroy();
			return undefined;
		}
		return answer;
	};

	const serve = async (port: number): Promise<FastifyInstance> => {
		const server = Fastify({ forceCloseConnections: true });
		server.get('/', (_request, reply) =>
			reply.type('text/html; charset=utf-8').send(orderListPage(orders)),
		);
		server.addHook('onRequest', async ({ headers, url }, reply) => {
			if (url === '/') return;
			if (mood === 'down for repair')
				await reply.status(503).send({ message: 'We are back at seven.' });
			else if (headers[credential.name] !== credential.value)
				await reply.status(401).send({ message: 'Sign in first.' });
		});
		server.get<{ Querystring: { external_id?: string } }>('/orders', ({ query }) =>
			mood === 'cannot search'
				? { orders: [], error: 'The index is being rebuilt.' }
				: {
						orders:
							mood === 'ignores filter'
								? orders
								: orders.filter((order) => order.external_id === query.external_id),
					},
		);
		server.route<{ Params: { id?: string } }>({
			method: ['POST', 'PUT'],
			url: '/orders/:id?',
			handler: async ({ method, url, params, headers, body }, reply) => {
				const key = headers['idempotency-key'] as string | undefined;
				const before = key === undefined ? undefined : answered.get(key);
				const answer =
					before ?? (await answerWrite(method === 'PUT' ? params.id : undefined, body, reply));
				requests.push({
					method,
					path: url,
					...(key !== undefined && { idempotencyKey: key }),
					status: answer?.status ?? 0,
				});
				if (answer === undefined) return reply.hijack();
				if (key !== undefined) answered.set(key, answer);
				return reply.status(answer.status).send(answer.body);
			},
		});
		await server.listen({ host: '127.0.0.1', port });
		return server;
	};

	let server = await serve(0);
	const { port } = server.server.address() as AddressInfo;
	const byId = (externalId: string) =>
		orders.filter(({ external_id }) => external_id === externalId);
	return {
		url: `http://127.0.0.1:${port}/orders`,
		pageUrl: `http://127.0.0.1:${port}/`,
		credential,
		orders: () => orders,
		written: () => requests,
		setMood: (next) => void (mood = next),
		setStatus: (externalId, status) =>
			byId(externalId).forEach((order) => Object.assign(order, { status })),
		remove: (externalId) =>
			void (orders = orders.filter(({ external_id }) => external_id !== externalId)),
		duplicate: (externalId) =>
			byId(externalId).forEach((order) => orders.push({ ...order, id: `SO/${nextNumber++}` })),
		forgetCustomer: (number) => void unknownCustomers.add(number),
		backup() {
			const kept = structuredClone(orders);
			return () => void (orders = structuredClone(kept));
		},
		async settled() {
			await until(() => (late === 0 ? true : undefined), slowMs * 4);
		},
		stop: () => server.close(),
		restart: async () => void (server = await serve(port)),
	};
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
