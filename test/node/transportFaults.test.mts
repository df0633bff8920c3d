import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sleep, type IDataObject } from 'n8n-workflow';
import { orderList } from '../../core/api/endpoints.ts';
import { anExecuteContext } from '../../harness/contexts.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { listen, type Listening } from '../../harness/listen.mts';
import { Apicbase } from '../../nodes/Apicbase/Apicbase.node.ts';
import { requestJson, type ApiRequest } from '../../nodes/Apicbase/transport/requestJson.ts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';

const readOrders: ApiRequest = { method: 'GET', ...orderList, doing: 'read orders' };
const credential = "the credential 'Apicbase OAuth2 API'";

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
const problemOf = async (changes: IDataObject) => {
	const reply = await requestJson(contextFor(changes), {
		...readOrders,
		// Long for one reply on a busy machine, short for retries.
		deadlineMs: Date.now() + 3_000,
	});
	return reply.ok ? reply : reply.problem;
};

describe('with a token address that gives no token', () => {
	let answer: RequestListener;
	let tokenServer: Listening;
	beforeAll(async () => {
		tokenServer = await listen(createServer((request, response) => answer(request, response)));
	});
	afterAll(() => tokenServer.close());

	const send =
		(status: number, body: string, type = 'application/json'): RequestListener =>
		(_request, response) =>
			response.writeHead(status, { 'Content-Type': type }).end(body);

	test.each([
		[200, '', 'an empty reply'],
		[200, '<!doctype html><h1>Welcome</h1>', 'a web page'],
		[200, 'OK', 'something that is not JSON'],
		[200, '{}', 'a reply without a token'],
		[200, '{"status": "ok"}', 'a reply without a token'],
		[200, '{"access_token": null}', 'a reply without a token'],
		[200, '{"access_token": ""}', 'a reply without a token'],
		[404, '<h1>Not Found</h1>', 'status 404'],
		[405, '', 'status 405'],
	])('says what it sent instead: %p %s', async (status, body, sent) => {
		answer = send(status, body);
		expect(await problemOf({ accessTokenUrl: tokenServer.url })).toEqual({
			kind: 'credential',
			message: 'Cannot read orders. Apicbase gave no access token.',
			description: `Check the access token URL in ${credential}: it answered with ${sent}.`,
			status: null,
		});
	});

	test.each([
		[400, '{"error": "invalid_scope"}', 'credential'],
		[401, '{"error": "invalid_client"}', 'credential'],
		[403, '<h1>Forbidden</h1>', 'credential'],
		[400, '{"error": "temporarily_unavailable"}', 'unavailable'],
		[429, '', 'unavailable'],
		[503, '<h1>Down for maintenance</h1>', 'unavailable'],
	])('tells a refusal from an outage: %p %s', async (status, body, kind) => {
		answer = send(status, body);
		expect(await problemOf({ accessTokenUrl: tokenServer.url })).toMatchObject({ kind });
	});

	test.each(['{"status": "ok"}', '{}', '{"access_token": null}', '{"access_token": ""}', ''])(
		'works again as soon as it gives one, after it sent %p',
		async (body) => {
			const context = contextFor({ accessTokenUrl: tokenServer.url });
			answer = send(200, body);
			expect(await requestJson(context, readOrders)).toMatchObject({ ok: false });
			expect(await requestJson(context, readOrders)).toMatchObject({ ok: false });
			const given = await fetch(`${sandbox.url}/oauth/token/`, {
				method: 'POST',
				body: new URLSearchParams({
					grant_type: 'client_credentials',
					client_id: sandbox.clientId,
					client_secret: sandbox.clientSecret,
					scope: 'supplier',
				}),
			});
			answer = send(200, await given.text());
			expect(await requestJson(context, readOrders)).toMatchObject({ ok: true });
		},
	);
});

describe('with a token address that hangs', () => {
	const hanging: ServerResponse[] = [];
	const heard: string[] = [];
	let hangs = true;
	let server: Listening;
	const giveToken = (response: ServerResponse) =>
		response
			.writeHead(200, { 'Content-Type': 'application/json' })
			.end('{"access_token": "token", "token_type": "Bearer"}');
	beforeAll(async () => {
		server = await listen(
			createServer((request, response) => {
				if (request.url?.startsWith('/oauth')) {
					if (hangs) hanging.push(response);
					else giveToken(response);
					return;
				}
				heard.push(String(request.method));
				response.end('{}');
			}),
		);
	});
	beforeEach(() => {
		hangs = true;
		hanging.splice(0);
		heard.splice(0);
	});
	afterAll(() => server.close());

	const newContext = () =>
		contextFor({ baseUrl: server.url, accessTokenUrl: `${server.url}/oauth/token/` });
	const upload: ApiRequest = {
		...readOrders,
		method: 'POST',
		body: { text: 'a file', contentType: 'text/plain' },
		timeoutMs: 1_000,
	};

	test('sends nothing any more once it has said that there was no answer', async () => {
		const context = newContext();
		const replies = await Promise.all([requestJson(context, upload), requestJson(context, upload)]);
		for (const reply of replies)
			expect(reply).toMatchObject({ ok: false, problem: { kind: 'timeout' } });
		hangs = false;
		hanging.forEach(giveToken);
		expect(await requestJson(context, readOrders)).toMatchObject({ ok: true });
		await sleep(500);
		expect(heard).toEqual(['GET']);
	});

	test('asks for a token anew, while the first request for one still hangs', async () => {
		const context = newContext();
		expect(await requestJson(context, upload)).toMatchObject({ ok: false });
		hangs = false;
		expect(await requestJson(context, { ...upload, timeoutMs: 20_000 })).toMatchObject({
			ok: true,
		});
	});
});

test('calls a self-signed certificate that', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'apicbase-certificate-'));
	const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
	execFileSync(
		'openssl',
		[
			'req',
			'-x509',
			'-newkey',
			'rsa:2048',
			'-nodes',
			'-days',
			'1',
			'-keyout',
			key,
			'-out',
			cert,
		].concat(subject),
		{ stdio: 'ignore' },
	);
	const server = await listen(
		createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_request, response) =>
			response.end('{}'),
		),
	);
	const url = server.url.replace('http:', 'https:');
	const expected = {
		kind: 'configuration',
		message: 'Cannot read orders. The certificate of the server is self-signed.',
		description: `Check the base URL and the access token URL in ${credential}. If a proxy of your own signs its traffic, give n8n its certificate with NODE_EXTRA_CA_CERTS (DEPTH_ZERO_SELF_SIGNED_CERT).`,
	};
	try {
		expect(await problemOf({ baseUrl: url })).toMatchObject(expected);
		expect(await problemOf({ accessTokenUrl: url })).toMatchObject(expected);
	} finally {
		await server.close();
		rmSync(folder, { recursive: true });
	}
});

describe('behind a proxy that asks for a login', () => {
	let proxy: Listening;
	beforeAll(async () => {
		const server = createServer((_request, response) =>
			response.writeHead(407).end('Who are you?'),
		);
		server.on('connect', (_request, socket) =>
			socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'),
		);
		proxy = await listen(server);
	});
	afterEach(() => {
		delete process.env.HTTP_PROXY;
		delete process.env.HTTPS_PROXY;
	});
	afterAll(() => proxy.close());

	const expected = {
		kind: 'configuration',
		message: 'Cannot read orders. The proxy between n8n and Apicbase asks for a login (407).',
	};

	test('says so when the token is fetched', async () => {
		process.env.HTTP_PROXY = proxy.url;
		expect(await problemOf({})).toMatchObject(expected);
		process.env.HTTPS_PROXY = proxy.url;
		expect(await problemOf({ accessTokenUrl: 'https://api.apicbase.example/' })).toMatchObject(
			expected,
		);
	});

	test('says so when the API is asked', async () => {
		process.env.HTTPS_PROXY = proxy.url;
		expect(await problemOf({ baseUrl: 'https://api.apicbase.example' })).toMatchObject(expected);
	});
});

test("names n8n's own protection when it blocks a request", async () => {
	process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
	jest.resetModules();
	const contexts = await import('../../harness/contexts.mts');
	const transport = await import('../../nodes/Apicbase/transport/requestJson.ts');
	try {
		const reply = await transport.requestJson(
			contexts.anExecuteContext({
				node: new Apicbase(),
				credentials: {
					apicbaseOAuth2Api: {
						...anOAuth2Credential(sandbox),
						oauthTokenData: { access_token: 'a token', token_type: 'Bearer' },
					},
				},
			}),
			readOrders,
		);
		expect(reply).toMatchObject({
			ok: false,
			problem: {
				kind: 'configuration',
				message:
					"Cannot read orders. n8n's protection against requests into its own network (SSRF) blocked the request.",
			},
		});
	} finally {
		delete process.env.N8N_SSRF_PROTECTION_ENABLED;
	}
});
