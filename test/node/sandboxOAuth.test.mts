import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import {
	callSandbox,
	ORDER_LIST,
	postForm,
	supplierHeaders,
} from '../../harness/sandboxCaller.mts';

describe('the sandbox authorization server', () => {
	let sandbox: Sandbox;
	let nowMs = Date.parse('2026-01-31T09:00:00Z');
	const client = { client_id: 'sandbox-client-id', client_secret: 'sandbox-client-secret' };
	const forSupplier = { grant_type: 'client_credentials', scope: 'supplier', ...client };
	const token: unknown = expect.stringMatching(/^[A-Za-z0-9]{30}$/);

	beforeAll(async () => {
		sandbox = await startSandbox({ clock: () => nowMs });
	});
	beforeEach(() => sandbox.reset());
	afterAll(() => sandbox.close());

	/** What comes back from the authorization screen. */
	async function authorize(
		query: Record<string, string>,
	): Promise<{ status: number; location: URL | undefined; body: string }> {
		const response = await fetch(
			`${sandbox.url}/oauth/authorize/?${new URLSearchParams(query).toString()}`,
			{ redirect: 'manual' },
		);
		const location = response.headers.get('location');
		return {
			status: response.status,
			location: location === null ? undefined : new URL(location),
			body: await response.text(),
		};
	}

	async function authorizedCode(scope = 'procurement'): Promise<string> {
		const { location } = await authorize({
			response_type: 'code',
			client_id: client.client_id,
			redirect_uri: 'http://127.0.0.1:5678/callback',
			scope,
			state: 's 1',
		});
		return location?.searchParams.get('code') ?? '';
	}

	const redeem = (code: string, more: Record<string, string> = {}) =>
		postForm(sandbox, '/oauth/token/', {
			grant_type: 'authorization_code',
			code,
			...client,
			...more,
		});

	it.each(['/oauth/token/', '/oauth/token'])(
		'gives a supplier a token without a refresh token at %s',
		async (path) => {
			expect(await postForm(sandbox, path, forSupplier)).toEqual({
				status: 200,
				body: { access_token: token, expires_in: 604800, token_type: 'Bearer', scope: 'supplier' },
			});
		},
	);

	it('accepts the client in a Basic header', async () => {
		const response = await fetch(`${sandbox.url}/oauth/token/`, {
			method: 'POST',
			headers: {
				authorization: `Basic ${Buffer.from('sandbox-client-id:sandbox-client-secret').toString('base64')}`,
			},
			body: new URLSearchParams({ grant_type: 'client_credentials' }),
		});
		expect(response.status).toBe(200);
	});

	it('reads JSON unless the switch refuses it', async () => {
		expect((await callSandbox(sandbox, 'POST', '/oauth/token/', forSupplier)).status).toBe(200);
		sandbox.setSwitches({ tokenJsonBody: 'refuse' });
		expect(await callSandbox(sandbox, 'POST', '/oauth/token/', forSupplier)).toEqual({
			status: 400,
			body: { error: 'unsupported_grant_type' },
		});
	});

	it.each([
		['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client'],
		['an unknown client', { client_id: 'other' }, 401, 'invalid_client'],
		['another scope', { scope: 'library' }, 400, 'invalid_scope'],
		['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type'],
		['an unknown code', { grant_type: 'authorization_code', code: 'x' }, 400, 'invalid_grant'],
		[
			'an unknown refresh token',
			{ grant_type: 'refresh_token', refresh_token: 'x' },
			400,
			'invalid_grant',
		],
	])('refuses %s', async (_name, changes, status, error) => {
		expect(await postForm(sandbox, '/oauth/token/', { ...forSupplier, ...changes })).toEqual({
			status,
			body: { error },
		});
	});

	it('sends the browser back with code and state, and gives two tokens for the code, once', async () => {
		const { status, location } = await authorize({
			response_type: 'code',
			client_id: client.client_id,
			redirect_uri: 'http://127.0.0.1:5678/callback?a=1',
			scope: 'procurement library',
			state: 's 1',
		});
		const code = location?.searchParams.get('code') ?? '';
		expect({ status, address: location?.href.replace(code, 'CODE') }).toEqual({
			status: 302,
			address: 'http://127.0.0.1:5678/callback?a=1&code=CODE&state=s+1',
		});
		expect(await redeem(code)).toEqual({
			status: 200,
			body: {
				access_token: token,
				expires_in: 604800,
				token_type: 'Bearer',
				scope: 'procurement library',
				refresh_token: token,
			},
		});
		expect(await redeem(code)).toEqual({ status: 400, body: { error: 'invalid_grant' } });
	});

	it('takes a code for one minute and one redirect address only', async () => {
		const late = await authorizedCode();
		nowMs += 60_000;
		expect(await redeem(late)).toEqual({ status: 400, body: { error: 'invalid_grant' } });
		expect(
			await redeem(await authorizedCode(), { redirect_uri: 'http://127.0.0.1/other' }),
		).toEqual({ status: 400, body: { error: 'invalid_grant' } });
		expect(
			(await redeem(await authorizedCode(), { redirect_uri: 'http://127.0.0.1:5678/callback' }))
				.status,
		).toBe(200);
	});

	it('refuses an authorization it cannot give', async () => {
		const query = {
			response_type: 'code',
			client_id: client.client_id,
			redirect_uri: 'http://127.0.0.1/',
			scope: 'supplier',
		};
		expect((await authorize({ ...query, client_id: 'other' })).body).toBe(
			'{"error":"invalid_client"}',
		);
		expect((await authorize({ ...query, redirect_uri: 'javascript:alert(1)' })).body).toBe(
			'{"error":"invalid_request"}',
		);
		expect((await authorize({ ...query, scope: 'stock' })).location?.search).toBe(
			'?error=invalid_scope',
		);
		expect((await authorize({ ...query, response_type: 'token' })).location?.search).toBe(
			'?error=unsupported_response_type',
		);
	});

	it.each([
		['rotate', 400],
		['keep', 200],
	] as const)('lets a used refresh token be used again: %s → %i', async (refreshTokens, status) => {
		sandbox.setSwitches({ refreshTokens });
		const { body } = await redeem(await authorizedCode());
		const again = {
			grant_type: 'refresh_token',
			refresh_token: (body as { refresh_token: string }).refresh_token,
			...client,
		};
		expect((await postForm(sandbox, '/oauth/token/', again)).status).toBe(200);
		expect((await postForm(sandbox, '/oauth/token/', again)).status).toBe(status);
	});

	it('says what a token is worth', async () => {
		const { authorization = '' } = await supplierHeaders(sandbox);
		const question = { token: authorization.slice('Bearer '.length), ...client };
		expect(await postForm(sandbox, '/oauth/introspect/', question)).toEqual({
			status: 200,
			body: { active: true, scope: 'supplier', exp: nowMs / 1000 + 604800 },
		});
		sandbox.expireTokens();
		expect(await postForm(sandbox, '/oauth/introspect/', question)).toEqual({
			status: 200,
			body: { active: false },
		});
		expect(
			await postForm(sandbox, '/oauth/introspect/', { ...question, client_secret: 'wrong' }),
		).toEqual({ status: 401, body: { error: 'invalid_client' } });
	});

	it('lets nobody in without a token that is valid and wide enough', async () => {
		const unknown = {
			status: 401,
			body: { detail: 'Authentication credentials were not provided.' },
		};
		expect(await callSandbox(sandbox, 'GET', ORDER_LIST)).toEqual(unknown);
		expect(
			await callSandbox(sandbox, 'GET', ORDER_LIST, undefined, { authorization: 'Bearer made-up' }),
		).toEqual(unknown);

		sandbox.setSwitches({ tokenLifetimeSeconds: 5 });
		const headers = await supplierHeaders(sandbox);
		expect((await callSandbox(sandbox, 'GET', ORDER_LIST, undefined, headers)).status).toBe(200);
		nowMs += 5000;
		expect(await callSandbox(sandbox, 'GET', ORDER_LIST, undefined, headers)).toEqual(unknown);

		const { body } = await redeem(await authorizedCode('procurement'));
		const library = { authorization: `Bearer ${(body as { access_token: string }).access_token}` };
		expect(await callSandbox(sandbox, 'GET', ORDER_LIST, undefined, library)).toEqual({
			status: 403,
			body: { detail: 'You do not have permission to perform this action.' },
		});
	});

	it('goes down alone', async () => {
		const headers = await supplierHeaders(sandbox);
		sandbox.setSwitches({ tokenDown: true });
		const response = await fetch(`${sandbox.url}/oauth/token/`, {
			method: 'POST',
			body: new URLSearchParams(forSupplier),
		});
		expect({ status: response.status, type: response.headers.get('content-type') }).toEqual({
			status: 503,
			type: 'text/html; charset=utf-8',
		});
		expect((await callSandbox(sandbox, 'GET', ORDER_LIST, undefined, headers)).status).toBe(200);
	});
});
