import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject } from 'n8n-workflow';
import { orderList } from '../../core/api/endpoints.ts';
import { Apicbase } from '../../nodes/Apicbase/Apicbase.node.ts';
import { readEntries } from '../../nodes/Apicbase/transport/lists.ts';
import { requestJson, type ApiRequest } from '../../nodes/Apicbase/transport/requestJson.ts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { anExecuteContext } from '../../harness/contexts.mts';
import { listen } from '../../harness/listen.mts';

const readOrders: ApiRequest = { method: 'GET', ...orderList, doing: 'read orders' };
const orders = { ...orderList, doing: 'read orders' };
const page = { count: 0, next: null, previous: null, results: [] };

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const contextFor = (changes: IDataObject = {}) =>
	anExecuteContext({
		node: new Apicbase(),
		credentials: { apicbaseOAuth2Api: { ...anOAuth2Credential(sandbox), ...changes } },
	});
/** A connection of its own: what it is told about the rate limit does not hold the other tests up. */
const throttledConnection = () => ({ baseUrl: `http://localhost:${sandbox.port}` });
const paths = () => sandbox.state.requests.map(({ method, path }) => `${method} ${path}`);
const problemOf = async (request: ApiRequest, changes: IDataObject = {}) => {
	const reply = await requestJson(contextFor(changes), request);
	return reply.ok ? reply : reply.problem;
};

test('fetches a token and reads a list', async () => {
	const reply = await requestJson(contextFor({ baseUrl: `${sandbox.url}//` }), readOrders);
	expect(reply).toMatchObject({ ok: true, body: page, status: 200, origin: sandbox.url });
	expect(paths()).toEqual([
		'POST /oauth/token/',
		'GET /api/v2/integrations/suppliers/purchase_orders/',
	]);
});

test('fetches one token for eight requests of a brand-new credential', async () => {
	const context = contextFor();
	await Promise.all(Array.from({ length: 8 }, () => requestJson(context, readOrders)));
	expect(paths().filter((path) => path === 'POST /oauth/token/')).toHaveLength(1);
});

test('renews an expired token once and carries on', async () => {
	const context = contextFor();
	await requestJson(context, readOrders);
	sandbox.expireTokens();
	expect(await requestJson(context, readOrders)).toMatchObject({ ok: true });
	expect(paths().filter((path) => path === 'POST /oauth/token/')).toHaveLength(2);
});

// reliability: Revoked token, wrong secret | Apicbase node
test('says that the access token is not accepted when a new one does not help', async () => {
	sandbox.faults.add({ kind: 'expiredToken', times: 'always' });
	expect(await problemOf(readOrders)).toEqual({
		kind: 'credential',
		message: 'Cannot read orders. Apicbase does not accept the access token.',
		description:
			"Check the client ID and the client secret in the credential 'Apicbase OAuth2 API'. Apicbase answered 401.",
		status: 401,
	});
});

// reliability: Revoked token, wrong secret | Apicbase node
test('says that there is no token when the client secret is wrong', async () => {
	expect(await problemOf(readOrders, { clientSecret: 'wrong' })).toEqual({
		kind: 'credential',
		message: 'Cannot read orders. Apicbase gave no access token.',
		description:
			"Check the client ID, the client secret, the scope and the access token URL in the credential 'Apicbase OAuth2 API' (invalid_client).",
		status: null,
	});
});

test('says so when no tokens are given out for the moment', async () => {
	sandbox.setSwitches({ tokenDown: true });
	expect(await problemOf({ ...readOrders, deadlineMs: Date.now() + 5_000 })).toMatchObject({
		kind: 'unavailable',
		message: 'Cannot read orders. Apicbase gives out no access tokens right now.',
	});
});

test('names the scope that is missing', async () => {
	sandbox.faults.add({ kind: 'forbidden' });
	expect(await problemOf(readOrders)).toEqual({
		kind: 'permission',
		message: 'Cannot read orders. This connection is not allowed to do that.',
		description:
			'Ask Apicbase to give the application the scope "supplier", and enter it in the credential \'Apicbase OAuth2 API\'. Apicbase answered 403: "You do not have permission to perform this action.".',
		status: 403,
	});
});

test('quotes what Apicbase says about a field', async () => {
	expect(await problemOf({ ...readOrders, query: { ordered_on__gt: 'yesterday' } })).toMatchObject({
		kind: 'bad_request',
		message:
			'Cannot read orders. Apicbase does not accept \'ordered_on__gt\': "Enter a valid date/time."',
		fields: { ordered_on__gt: ['Enter a valid date/time.'] },
	});
});

test.each(['throttled', 'serverError', 'disconnect', 'cutOff', 'html'] as const)(
	'reads again after a passing fault: %s',
	async (kind) => {
		sandbox.faults.add({ kind });
		expect(await requestJson(contextFor(), readOrders)).toMatchObject({ ok: true, body: page });
	},
);

// reliability: Apicbase is down, slow, answers 429 or 5xx | Apicbase node
test('sends nothing again that is not safe to send twice', async () => {
	sandbox.faults.add({ kind: 'serverError', times: 'always' });
	await problemOf({ ...readOrders, method: 'POST' });
	await problemOf({
		...readOrders,
		method: 'PATCH',
		idempotent: true,
		deadlineMs: Date.now() + 2000,
	});
	expect(paths().filter((path) => path.startsWith('POST /api'))).toHaveLength(1);
	expect(paths().filter((path) => path.startsWith('PATCH /api')).length).toBeGreaterThan(1);
});

test('hands back how long Apicbase asks to wait when that is past the deadline', async () => {
	sandbox.faults.add({ kind: 'throttled', retryAfter: 3600 });
	const problem = await problemOf(
		{ ...readOrders, deadlineMs: Date.now() + 5_000 },
		throttledConnection(),
	);
	expect(problem).toMatchObject({
		kind: 'rate_limited',
		retryAfterMs: 900_000,
		message: 'Cannot read orders. Apicbase takes 100 requests a minute and has had more.',
	});
});

test('gives up on a reply that does not come', async () => {
	sandbox.faults.add({ kind: 'timeout', times: 'always' });
	expect(
		await problemOf({ ...readOrders, timeoutMs: 100, deadlineMs: Date.now() + 300 }),
	).toMatchObject({
		kind: 'timeout',
		message: 'Cannot read orders. Apicbase did not answer in time.',
	});
});

test('says that nothing answers at the base URL', async () => {
	expect(
		await problemOf({ ...readOrders, idempotent: false }, { baseUrl: 'http://127.0.0.1:1' }),
	).toMatchObject({
		kind: 'network',
		message: 'Cannot read orders. Apicbase could not be reached.',
		description:
			"Check the base URL in the credential 'Apicbase OAuth2 API' and this server's connection to the internet (ECONNREFUSED).",
	});
});

test('sends no token over plain http to another machine', async () => {
	expect(await problemOf(readOrders, { baseUrl: 'http://apicbase.example' })).toMatchObject({
		kind: 'configuration',
		message:
			'Cannot read orders. The base URL "http://apicbase.example" does not start with https.',
	});
	expect(paths()).toEqual([]);
});

test('sends no client secret over plain http to another machine', async () => {
	expect(
		await problemOf(readOrders, {
			accessTokenUrl: 'http://me:secret@apicbase.example/oauth/token/?api_key=secret',
		}),
	).toMatchObject({
		kind: 'configuration',
		message:
			'Cannot read orders. The access token URL "http://…@apicbase.example/oauth/token/?…" does not start with https.',
	});
	expect(paths()).toEqual([]);
});

test('reads every page whatever stands under next', async () => {
	sandbox.addOrders({ count: 23 });
	for (const nextLink of ['url', 'integer'] as const) {
		sandbox.setSwitches({ nextLink });
		const read = await readEntries(contextFor(), { ...orders, pageSize: 5 });
		expect(read.ok && read.items).toHaveLength(23);
	}
});

test.each(['<h1>404 Not Found</h1>', ''])(
	'takes a 404 that Apicbase itself did not send for no end of a list: %p',
	async (body) => {
		let pages = 0;
		const proxy = await listen(
			createServer((request, response) => {
				pages += 1;
				const isFirst = !request.url?.includes('&page=2') && !request.url?.includes('?page=2');
				if (isFirst)
					response.end(JSON.stringify({ ...page, count: 2, next: 2, results: [{ id: 1 }] }));
				else if (pages === 2) response.writeHead(404, { 'Content-Type': 'text/html' }).end(body);
				else response.end(JSON.stringify({ ...page, count: 2, results: [{ id: 2 }] }));
			}),
		);
		try {
			const context = contextFor({ baseUrl: proxy.url });
			expect(await readEntries(context, orders)).toEqual({
				ok: true,
				isWhole: true,
				items: [{ id: 1 }, { id: 2 }],
			});
		} finally {
			await proxy.close();
		}
	},
);

test('falls back to the page size Apicbase chooses', async () => {
	sandbox.addOrders({ count: 12 });
	sandbox.setSwitches({ maximumPageSize: 100, pageSizeAboveMaximum: 'refuse' });
	const read = await readEntries(contextFor(), { ...orders, pageSize: 200 });
	expect(read.ok && read.items).toHaveLength(12);
});

// reliability: Cut-off body, or wrong JSON | Apicbase node
test('hands nothing on when a page could not be read', async () => {
	sandbox.addOrders({ count: 12 });
	sandbox.faults.add({ kind: 'forbidden', query: { page: '2' } });
	expect(await readEntries(contextFor(), { ...orders, pageSize: 10 })).toMatchObject({
		ok: false,
		problem: { kind: 'permission' },
	});
});

test('follows a redirect that adds a slash, on the same host', async () => {
	sandbox.setSwitches({ missingSlash: 'redirect' });
	expect(
		await requestJson(contextFor(), { ...readOrders, path: readOrders.path.slice(0, -1) }),
	).toMatchObject({ ok: true, body: page });
});

describe('with another host that waits for the token', () => {
	let stranger: Server;
	let strangerUrl = '';
	const heard: string[] = [];
	beforeAll(async () => {
		stranger = createServer((request, response) => {
			heard.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no token'}`);
			response.end(JSON.stringify(page));
		});
		await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
		strangerUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
	});
	beforeEach(() => heard.splice(0));
	afterAll(() => new Promise((resolve) => stranger.close(resolve)));

	test('reads on at the base URL when next leads elsewhere', async () => {
		sandbox.addOrders({ count: 12 });
		sandbox.setSwitches({ nextOrigin: strangerUrl });
		const read = await readEntries(contextFor(), { ...orders, pageSize: 10 });
		expect(read.ok && read.items).toHaveLength(12);
		expect(heard).toEqual([]);
	});

	test.each(['GET', 'PATCH', 'POST'] as const)(
		'follows no redirect elsewhere: %s',
		async (method) => {
			sandbox.faults.add({ kind: 'redirect', location: `${strangerUrl}/api/`, times: 'always' });
			expect(await problemOf({ ...readOrders, method, idempotent: true })).toMatchObject({
				kind: 'unexpected_reply',
				message:
					'Cannot read orders. Apicbase sent the request on to another address, where the access token must not go.',
			});
			expect(heard).toEqual([]);
		},
	);
});
