import Fastify, { type FastifyInstance } from 'fastify';
import type { AddressInfo } from 'node:net';
import {
	createOrder,
	isOdooError,
	models,
	OdooError,
	search,
	writeOrder,
	type OdooDatabase,
	type OdooOrder,
} from './fakeOdooModels.mts';

export type OdooMood =
	| 'well'
	/** Answers every search with everything it has. */
	| 'ignores filter'
	/** Says no, as Odoo does under status 200. */
	| 'says no'
	/** Keeps what it is sent and breaks the connection. */
	| 'loses answer'
	/** 503 to everything, from the proxy before it. */
	| 'down for repair';

/** Odoo's external JSON-RPC API with a sales module, strict where Odoo is (https://www.odoo.com/documentation/17.0/developer/reference/external_api.html). */
export interface FakeOdoo {
	/** What n8n's credential of the type "odooApi" holds. */
	readonly credential: { url: string; username: string; password: string; db: string };
	readonly database: OdooDatabase;
	orders(): readonly OdooOrder[];
	setMood(mood: OdooMood): void;
	stop(): Promise<void>;
	/** Starts it again at the same address with what it kept. */
	restart(): Promise<void>;
}

interface Call {
	params?: { service?: string; method?: string; args?: unknown[] };
	id?: unknown;
}

const login = { db: 'wholesale', username: 'erp@wholesale.example', password: 'only-for-tests' };
const userId = 2;

/** Starts it on loopback with these partners and products, numbered from 1 in this order. */
export async function fakeOdoo(partners: string[], products: string[]): Promise<FakeOdoo> {
	let mood: OdooMood = 'well';
	const database: OdooDatabase = {
		partners: new Map(partners.map((ref, index) => [index + 1, ref])),
		products: new Map(products.map((code, index) => [index + 1, code])),
		orders: [],
		nextId: 1,
	};

	const call = (service: string, method: string, args: unknown[]): unknown => {
		if (service === 'common') {
			if (method === 'version') return { server_version: '17.0', protocol_version: 1 };
			const [db, user, password] = args;
			if (method !== 'login' && method !== 'authenticate')
				throw new OdooError('AttributeError', `common has no method ${method}`);
			return db === login.db && user === login.username && password === login.password
				? userId
				: false;
		}
		if (service !== 'object' || (method !== 'execute' && method !== 'execute_kw'))
			throw new OdooError('NameError', `${service}.${method} is not there`);
		const [db, uid, password, model, name, ...rest] = args as [
			string,
			number,
			string,
			string,
			string,
			...unknown[],
		];
		if (db !== login.db || uid !== userId || password !== login.password)
			throw new OdooError('odoo.exceptions.AccessDenied', 'Access Denied');
		const [positional, named] =
			method === 'execute_kw'
				? [rest[0] as unknown[], (rest[1] ?? {}) as Record<string, unknown>]
				: [rest, {} as Record<string, unknown>];
		return execute(model, name, positional, named);
	};

	const execute = (
		model: string,
		name: string,
		positional: unknown[],
		named: Record<string, unknown>,
	): unknown => {
		if (!(model in models)) throw new OdooError('KeyError', model);
		if (name === 'search_read') {
			const domain = (positional[0] ?? named.domain ?? []) as unknown[];
			const fields = (positional[1] ?? named.fields ?? []) as string[];
			const limit = Number(positional[3] ?? named.limit ?? 0);
			const rows = search(database, model, mood === 'ignores filter' ? [] : domain, fields);
			return limit > 0 ? rows.slice(0, limit) : rows;
		}
		if (name === 'read')
			return search(
				database,
				model,
				[['id', 'in', positional[0]]],
				(positional[1] ?? named.fields ?? []) as string[],
			);
		if (model !== 'sale.order' || (name !== 'create' && name !== 'write'))
			throw new OdooError('AttributeError', `'${model}' object has no attribute '${name}'`);
		if (mood === 'says no')
			throw new OdooError('odoo.exceptions.UserError', 'The customer is over the credit limit.');
		return name === 'create'
			? createOrder(database, positional[0])
			: writeOrder(database, positional[0] as number[], positional[1]);
	};

	const serve = async (port: number): Promise<FastifyInstance> => {
		const server = Fastify({ forceCloseConnections: true });
		server.post<{ Body: Call }>('/jsonrpc', async ({ body }, reply) => {
			if (mood === 'down for repair') return reply.status(503).send('Service Unavailable');
			const { service = '', method = '', args = [] } = body.params ?? {};
			const id = body.id ?? null;
			try {
				const result = call(service, method, args);
				const writes = args[4] === 'create' || args[4] === 'write';
				if (mood === 'loses answer' && writes) {
					reply.raw.destroy();
					return reply.hijack();
				}
				return { jsonrpc: '2.0', id, result };
			} catch (error) {
				if (!isOdooError(error)) throw error;
				const data = { name: error.name, message: error.message, arguments: [error.message] };
				return {
					jsonrpc: '2.0',
					id,
					error: { code: 200, message: 'Odoo Server Error', data: { ...data, debug: '' } },
				};
			}
		});
		await server.listen({ host: '127.0.0.1', port });
		return server;
	};

	let server = await serve(0);
	const { port } = server.server.address() as AddressInfo;
	return {
		credential: { url: `http://127.0.0.1:${port}`, ...login },
		database,
		orders: () => database.orders,
		setMood: (next) => void (mood = next),
		stop: () => server.close(),
		restart: async () => void (server = await serve(port)),
	};
}
