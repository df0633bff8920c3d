import { until } from '../../harness/n8n/processes.mts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import type { FaultInput } from '../../sandbox/state/faultList.mts';
import {
	callSandbox,
	ORDER_LIST,
	supplierHeaders,
	type Answer,
} from '../../harness/sandboxCaller.mts';

describe('faults of the sandbox', () => {
	let sandbox: Sandbox;
	let headers: Record<string, string>;

	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	beforeEach(async () => {
		sandbox.reset();
		headers = await supplierHeaders(sandbox);
	});
	afterAll(() => sandbox.close());

	const list = (query = ''): Promise<Answer> =>
		callSandbox(sandbox, 'GET', `${ORDER_LIST}${query}`, undefined, headers);
	const statuses = async (count: number) => {
		const seen: number[] = [];
		for (let request = 0; request < count; request += 1) seen.push((await list()).status);
		return seen;
	};

	it.each<[FaultInput, Answer, Record<string, string>]>([
		[
			{ kind: 'expiredToken' },
			{ status: 401, body: { detail: 'Authentication credentials were not provided.' } },
			{},
		],
		[
			{ kind: 'forbidden' },
			{ status: 403, body: { detail: 'You do not have permission to perform this action.' } },
			{},
		],
		[
			{ kind: 'throttled', retryAfter: 7 },
			{ status: 429, body: { detail: 'Request was throttled. Expected available in 7 seconds.' } },
			{ 'retry-after': '7' },
		],
		[
			{ kind: 'throttled', retryAfter: null },
			{ status: 429, body: { detail: 'Request was throttled.' } },
			{},
		],
		[{ kind: 'serverError' }, { status: 500, body: { detail: 'A server error occurred.' } }, {}],
		[
			{ kind: 'serverError', status: 502 },
			{ status: 502, body: { detail: 'A server error occurred.' } },
			{},
		],
		[
			{ kind: 'html' },
			{ status: 200, body: '<html><body><h1>Apicbase is being updated</h1></body></html>' },
			{},
		],
		[
			{ kind: 'redirect', location: 'http://127.0.0.1:9/' },
			{ status: 302, body: '' },
			{ location: 'http://127.0.0.1:9/' },
		],
	])('answers once with %j', async (fault, answer, expectedHeaders) => {
		sandbox.faults.add(fault);
		const response = await fetch(`${sandbox.url}${ORDER_LIST}`, { headers, redirect: 'manual' });
		const text = await response.text();
		const isJson = response.headers.get('content-type')?.includes('json') === true;
		expect({
			status: response.status,
			body: isJson ? (JSON.parse(text) as unknown) : text,
		}).toEqual(answer);
		expect(
			Object.fromEntries(
				[...response.headers].filter(([name]) => ['retry-after', 'location'].includes(name)),
			),
		).toEqual(expectedHeaders);
		expect((await list()).status).toBe(200);
	});

	it('counts, skips and stacks', async () => {
		sandbox.faults.add({ kind: 'serverError', status: 500, after: 1, times: 2 });
		sandbox.faults.add({ kind: 'serverError', status: 503, after: 1 });
		expect(await statuses(6)).toEqual([200, 500, 500, 503, 200, 200]);
		expect(sandbox.faults.list()).toEqual([]);
	});

	it('stays until it is cleared', async () => {
		sandbox.faults.add({ kind: 'serverError', times: 'always' });
		expect(await statuses(3)).toEqual([500, 500, 500]);
		sandbox.faults.clear();
		expect(await statuses(1)).toEqual([200]);
	});

	it.each<[string, Partial<FaultInput>, boolean]>([
		['another method', { method: 'PATCH' }, false],
		['the same method in lower case', { method: 'get' }, true],
		['another path', { path: '/oauth/*' }, false],
		['the path without its slash', { path: ORDER_LIST.slice(0, -1) }, true],
		['the start of the path', { path: '/api/v2/integrations/*' }, true],
		['another page', { query: { page: '2' } }, false],
		['the same page', { query: { page: '1' } }, true],
	])('is met by %s only when it matches', async (_name, matcher, met) => {
		sandbox.faults.add({ kind: 'serverError', ...matcher });
		expect((await list('?page=1&page_size=5')).status).toBe(met ? 500 : 200);
	});

	it('meets the token endpoint too', async () => {
		sandbox.faults.add({ kind: 'serverError', path: '/oauth/token/', status: 504 });
		expect((await callSandbox(sandbox, 'POST', '/oauth/token/', {})).status).toBe(504);
	});

	it('does not count what the bearer check already refused', async () => {
		sandbox.faults.add({ kind: 'serverError' });
		expect((await callSandbox(sandbox, 'GET', ORDER_LIST)).status).toBe(401);
		expect((await list()).status).toBe(500);
	});

	it('holds an answer back', async () => {
		sandbox.faults.add({ kind: 'slow', delayMs: 200 });
		const early = fetch(`${sandbox.url}${ORDER_LIST}`, {
			headers,
			signal: AbortSignal.timeout(40),
		});
		await expect(early).rejects.toMatchObject({ name: 'TimeoutError' });
		sandbox.faults.add({ kind: 'slow', delayMs: 10 });
		expect((await list()).status).toBe(200);
	});

	it('never answers', async () => {
		sandbox.faults.add({ kind: 'timeout' });
		const caller = new AbortController();
		const waiting = fetch(`${sandbox.url}${ORDER_LIST}`, { headers, signal: caller.signal });
		await until(() => sandbox.state.requests.at(-1)?.path === ORDER_LIST || undefined, 30_000);
		caller.abort();
		await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
		expect(sandbox.state.requests.at(-1)).toMatchObject({ path: ORDER_LIST, status: null });
	});

	it('drops the connection before, or in the middle of, the answer', async () => {
		sandbox.addOrders({ count: 10 });
		sandbox.faults.add({ kind: 'disconnect' });
		await expect(list()).rejects.toThrow('fetch failed');
		sandbox.faults.add({ kind: 'cutOff' });
		const response = await fetch(`${sandbox.url}${ORDER_LIST}`, { headers });
		expect({ status: response.status, type: response.headers.get('content-type') }).toEqual({
			status: 200,
			type: 'application/json; charset=utf-8',
		});
		await expect(response.text()).rejects.toThrow('terminated');
		expect((await list()).status).toBe(200);
	});

	it('puts something that is not an order at the head of the list', async () => {
		const [order] = sandbox.addOrders({ count: 1 });
		sandbox.faults.add({ kind: 'malformedItem' });
		sandbox.faults.add({ kind: 'malformedItem', item: null });
		expect((await list()).body).toMatchObject({ results: [{ note: 'not an order' }, order?.body] });
		expect((await list()).body).toMatchObject({ results: [null, order?.body] });
	});

	it('shifts the pages with an order that arrives in between', async () => {
		sandbox.addOrders({ count: 4, startingAt: '2026-01-01T00:00:00Z', everyMs: 1000 });
		sandbox.faults.add({ kind: 'newOrder', query: { page: '2' }, count: 1 });
		const ids = async (query: string) =>
			((await list(query)).body as { results: Array<{ id: string }> }).results.map(({ id }) =>
				id.slice(-1),
			);
		const serial = (await ids('?page_size=2')).concat(
			await ids('?page_size=2&page=2'),
			await ids('?page_size=2&page=3'),
		);
		const [newest = '', second = ''] = serial;
		expect(serial).toEqual([
			newest,
			second,
			second,
			String(Number(second) - 1),
			String(Number(second) - 2),
		]);
	});

	it('is out altogether until it is switched on again', async () => {
		sandbox.setSwitches({ outage: true });
		expect(await statuses(2)).toEqual([503, 503]);
		expect((await callSandbox(sandbox, 'POST', '/oauth/token/', {})).status).toBe(503);
		expect((await callSandbox(sandbox, 'GET', '/sandbox/orders')).status).toBe(200);
		sandbox.setSwitches({ outage: false });
		expect(await statuses(1)).toEqual([200]);
	});

	it('closes while answers are held back', async () => {
		const other = await startSandbox();
		other.faults.add({ kind: 'slow', delayMs: 60_000 });
		other.faults.add({ kind: 'timeout' });
		const authorization = await supplierHeaders(other);
		const held = [1, 2].map(() =>
			fetch(`${other.url}${ORDER_LIST}`, { headers: authorization }).then(
				() => 'answered',
				() => 'cut off',
			),
		);
		while (other.faults.list().length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
		await other.close();
		expect((await Promise.all(held))[1]).toBe('cut off');
	});
});
