import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { DEFAULT_SWITCHES } from '../../sandbox/state/switches.mts';
import {
	callSandbox,
	ORDER_LIST,
	postForm,
	supplierHeaders,
} from '../../harness/sandboxCaller.mts';
import { startWebhookReceiver, type WebhookReceiver } from '../../harness/webhookReceiver.mts';

describe('the sandbox controls over HTTP', () => {
	let sandbox: Sandbox;
	let supplier: WebhookReceiver;

	beforeAll(async () => {
		sandbox = await startSandbox({ clock: () => Date.parse('2026-01-31T09:00:00Z') });
		supplier = await startWebhookReceiver();
	});
	beforeEach(() => {
		sandbox.reset();
		supplier.received.length = 0;
		supplier.answer = { status: 200, text: '' };
	});
	afterAll(async () => {
		await sandbox.close();
		await supplier.close();
	});

	const control = (method: string, path: string, body?: unknown) =>
		callSandbox(sandbox, method, `/sandbox/${path}`, body);

	it('places, edits, sends again and lists orders', async () => {
		await control('PUT', 'webhook', { url: supplier.url });
		supplier.answer = { status: 422, text: 'No tomatoes today' };
		const placed = await control('POST', 'orders', {
			lines: [{ articleNumber: 'ART-002', quantity: 1 }],
			send: { signature: 'absent' },
		});
		const id = sandbox.orders()[0]?.id ?? '';
		const delivery = {
			orderId: id,
			orderNumber: sandbox.orders()[0]?.orderNumber,
			at: '2026-01-31T09:00:00.000Z',
			status: 422,
			answer: 'No tomatoes today',
			outcome: 'refused',
		};
		expect(placed).toEqual({ status: 201, body: { order: sandbox.order(id), delivery } });
		expect(sandbox.order(id)).toEqual({
			id,
			orderNumber: delivery.orderNumber,
			status: 'IN_PROGRESS',
			customerNumber: 'C-42',
			remarks: null,
			expectedDeliveryDate: null,
			lines: [{ articleNumber: 'ART-002', quantity: 1, name: 'Tomatoes, vine', price: '8.950' }],
			fetched: false,
			viewed: false,
			body: expect.objectContaining({ id, supplier_customer_number: 'C-42' }) as unknown,
			lastDelivery: delivery,
		});
		expect(supplier.received[0]?.headers['x-apic-webhook-signature']).toBeUndefined();

		supplier.answer = { status: 200, text: '' };
		expect(await control('PATCH', `orders/${id}`, { remarks: 'Rice instead' })).toEqual({
			status: 200,
			body: sandbox.order(id),
		});
		expect(await control('POST', `orders/${id}/send`)).toMatchObject({
			status: 200,
			body: { order: { status: 'ORDERED', remarks: 'Rice instead' } },
		});
		expect(await control('POST', `orders/${id}/send`, { signature: 'corrupt' })).toMatchObject({
			status: 200,
		});
		expect(await control('GET', 'orders')).toEqual({ status: 200, body: sandbox.orders() });
		expect(await control('GET', `orders/${id}`)).toEqual({ status: 200, body: sandbox.order(id) });
		expect(((await control('GET', 'deliveries')).body as unknown[]).length).toBe(3);
	});

	it('makes the same orders every time', async () => {
		const many = { count: 20, startingAt: '2026-01-01T00:00:00Z', everyMs: 60_000 };
		const { status, body } = await control('POST', 'orders/generate', many);
		const content = (orders: unknown) =>
			(orders as Array<{ body: Record<string, unknown> }>).map(
				({ body: { id: _id, order_number: _number, ...rest } }) => rest,
			);
		sandbox.reset();
		expect({ status, orders: content(body) }).toEqual({
			status: 201,
			orders: content(sandbox.addOrders(many)),
		});
		expect(content(sandbox.addOrders({ ...many, seed: 2 }))).not.toEqual(content(body));
		expect(new Set(sandbox.orders().map((order) => order.body.ordered_on)).size).toBe(20);
	});

	it('changes switches by name and refuses names and values it does not know', async () => {
		expect(
			await control('PATCH', 'switches', {
				nextLink: 'integer',
				rateLimitPerMinute: null,
				delivery: { copies: 2 },
			}),
		).toEqual({
			status: 200,
			body: {
				...DEFAULT_SWITCHES,
				nextLink: 'integer',
				rateLimitPerMinute: null,
				delivery: { ...DEFAULT_SWITCHES.delivery, copies: 2 },
			},
		});
		expect(await control('GET', 'switches')).toEqual({ status: 200, body: sandbox.switches() });
		expect(await control('PATCH', 'switches', { nextlink: 'url' })).toEqual({
			status: 400,
			body: { detail: 'body must NOT have additional properties' },
		});
		expect(await control('PATCH', 'switches', { nextLink: 'maybe' })).toMatchObject({
			status: 400,
		});
		expect(await control('PATCH', 'switches', { delivery: { copies: 'two' } })).toMatchObject({
			status: 400,
		});
		expect(sandbox.switches().nextLink).toBe('integer');
	});

	it('accepts every switch as it stands', async () => {
		expect(await control('PATCH', 'switches', DEFAULT_SWITCHES)).toEqual({
			status: 200,
			body: DEFAULT_SWITCHES,
		});
	});

	it('adds, lists and clears faults', async () => {
		expect(
			await control('POST', 'faults', { kind: 'serverError', times: 'always', path: ORDER_LIST }),
		).toEqual({ status: 201, body: { faultId: 1 } });
		expect(await control('GET', 'faults')).toEqual({
			status: 200,
			body: [
				{
					faultId: 1,
					kind: 'serverError',
					times: 'always',
					path: ORDER_LIST,
					timesLeft: 'always',
					afterLeft: 0,
				},
			],
		});
		const headers = await supplierHeaders(sandbox);
		expect((await callSandbox(sandbox, 'GET', ORDER_LIST, undefined, headers)).status).toBe(500);
		expect((await control('DELETE', 'faults')).status).toBe(204);
		expect((await callSandbox(sandbox, 'GET', ORDER_LIST, undefined, headers)).status).toBe(200);
		expect(await control('POST', 'faults', { kind: 'earthquake' })).toMatchObject({ status: 400 });
	});

	it('logs requests without their tokens', async () => {
		const headers = await supplierHeaders(sandbox);
		await callSandbox(sandbox, 'GET', `${ORDER_LIST}?page=7`, undefined, headers);
		const common = { host: `127.0.0.1:${sandbox.port}`, at: '2026-01-31T09:00:00.000Z' };
		expect(await control('GET', 'requests')).toEqual({
			status: 200,
			body: [
				{ ...common, method: 'POST', path: '/oauth/token/', query: {}, bearer: false, status: 200 },
				{
					...common,
					method: 'GET',
					path: ORDER_LIST,
					query: { page: '7' },
					bearer: true,
					status: 404,
				},
			],
		});
	});

	it('expires tokens and starts again, with new order numbers', async () => {
		const headers = await supplierHeaders(sandbox);
		const [before] = sandbox.addOrders({ count: 1 });
		expect((await control('POST', 'expire-tokens')).status).toBe(204);
		expect((await callSandbox(sandbox, 'GET', ORDER_LIST, undefined, headers)).status).toBe(401);
		await control('PATCH', 'switches', { outage: true });
		expect((await control('POST', 'reset')).status).toBe(204);
		expect({
			orders: sandbox.orders(),
			requests: sandbox.state.requests,
			switches: sandbox.switches(),
		}).toEqual({ orders: [], requests: [], switches: DEFAULT_SWITCHES });
		expect(Number(sandbox.addOrders({ count: 1 })[0]?.id)).toBe(Number(before?.id) + 1);
	});

	it('says where orders go, never with which secret', async () => {
		expect(await control('PUT', 'webhook', { url: supplier.url, secret: 'separate' })).toEqual({
			status: 200,
			body: { url: supplier.url, signedWith: 'separateSecret' },
		});
		expect(await control('GET', 'webhook')).toEqual({
			status: 200,
			body: { url: supplier.url, signedWith: 'separateSecret' },
		});
		expect(await control('PUT', 'webhook', { url: 'ftp://x' })).toMatchObject({ status: 400 });
	});

	it('says which route is missing and which come near', async () => {
		expect(
			await callSandbox(sandbox, 'GET', '/api/v2/integrations/suppliers/orders/?page=1'),
		).toEqual({
			status: 404,
			body: {
				detail: 'The sandbox has no route GET /api/v2/integrations/suppliers/orders/',
				near: [
					'GET /api/v2/integrations/suppliers/purchase_orders/',
					'GET /api/v2/integrations/suppliers/customers/',
					'GET /api/v2/integrations/suppliers/customers/:number/packages',
					'PATCH /api/v2/integrations/suppliers/purchase_orders/',
					'PATCH /api/v2/integrations/suppliers/purchase_orders/:id',
				],
			},
		});
		expect(await control('PATCH', 'orders/1', {})).toMatchObject({ status: 404 });
		expect(await control('POST', 'orders/1/send')).toMatchObject({ status: 404 });
	});

	it('carries on at the same port after a restart', async () => {
		const first = await startSandbox();
		const [order] = first.addOrders({ count: 1 });
		const headers = await supplierHeaders(first);
		await first.close();
		const second = await startSandbox({ port: first.port, state: first.state });
		expect(await callSandbox(second, 'GET', ORDER_LIST, undefined, headers)).toMatchObject({
			status: 200,
			body: { results: [order?.body] },
		});
		await second.close();
	});
});

describe('customers, articles and files of the sandbox', () => {
	let sandbox: Sandbox;
	let headers: Record<string, string>;

	beforeAll(async () => {
		sandbox = await startSandbox({ clock: () => Date.parse('2026-01-31T09:00:00Z') });
		headers = await supplierHeaders(sandbox);
	});
	afterAll(() => sandbox.close());

	const get = (path: string, token = headers) =>
		callSandbox(sandbox, 'GET', `/api/v2/${path}`, undefined, token);

	async function upload(
		fields: Record<string, string>,
		content?: BlobPart,
	): Promise<{ status: number; body: unknown }> {
		const form = new FormData();
		if (content !== undefined) form.append('file', new Blob([content]), 'assortment.json');
		for (const [name, value] of Object.entries(fields)) form.append(name, value);
		const response = await fetch(`${sandbox.url}/api/v2/integrations/suppliers/files/`, {
			method: 'POST',
			headers,
			body: form,
		});
		return { status: response.status, body: await response.json() };
	}

	it('lists the customers', async () => {
		expect(await get('integrations/suppliers/customers/')).toEqual({
			status: 200,
			body: {
				count: 3,
				next: null,
				previous: null,
				results: [
					{ customer_number: 'C-42', supplier_outlet_id: null },
					{ customer_number: 'C-43', supplier_outlet_id: '666' },
					{ customer_number: 'C-57', supplier_outlet_id: '666' },
				],
			},
		});
	});

	it.each(['packages', 'packages/'])('lists what a customer can buy at …/%s', async (path) => {
		const { body } = await get(`integrations/suppliers/customers/C-43/${path}`);
		const { results, ...envelope } = body as { results: Array<Record<string, unknown>> };
		expect(envelope).toEqual({
			count: 12,
			next: `${sandbox.url}/api/v2/integrations/suppliers/customers/C-43/${path}?page=2`,
			previous: null,
		});
		expect(results[0]).toEqual({
			supplier_outlet_id: '666',
			package: {
				article: { shared_id: 'ART-001', name: 'Crème fraîche 30%', brand: 'Laiterie du Nord' },
				third_party_id: 'ART-001',
				name: 'Crème fraîche 30%',
				gtin: '5412345000013',
				price: '12.500',
				price_type_code: 0,
				package_type: 'Box',
				package_description: {
					quantity: 6,
					package: { quantity: 1, unit_name: 'l', gtin: null },
					gtin: '5412345000013',
				},
				orderable: true,
			},
		});
		expect(await get('integrations/suppliers/customers/C-1/packages')).toEqual({
			status: 404,
			body: { detail: 'Not found.' },
		});
	});

	it('keeps an uploaded assortment', async () => {
		const articles = [{ third_party_id: 'A', name: 'Sel' }];
		expect(await upload({ customer_number: 'C-42' }, JSON.stringify(articles))).toEqual({
			status: 201,
			body: {
				id: '1',
				customer_number: 'C-42',
				file: 'assortment.json',
				created_on: '2026-01-31T09:00:00.000Z',
			},
		});
		expect(await callSandbox(sandbox, 'GET', '/sandbox/files')).toEqual({
			status: 200,
			body: [
				{
					fileId: '1',
					customerNumber: 'C-42',
					fileName: 'assortment.json',
					receivedAt: '2026-01-31T09:00:00.000Z',
					articles,
				},
			],
		});
	});

	it.each<[string, Record<string, string>, BlobPart | undefined, unknown]>([
		[
			'nothing',
			{},
			undefined,
			{ file: ['No file was submitted.'], customer_number: ['This field is required.'] },
		],
		[
			'no list',
			{ customer_number: 'C' },
			'{}',
			{ file: ['A JSON array of articles is expected.'] },
		],
		[
			'a bare article',
			{ customer_number: 'C' },
			'[{"third_party_id":"A","name":"B"},{"name":"C"}]',
			{ file: ['Article 2 lacks third_party_id or name.'] },
		],
		[
			'Latin-1',
			{ customer_number: 'C' },
			Buffer.from('["é"]', 'latin1'),
			{ file: [expect.stringContaining('Not JSON in UTF-8') as unknown] },
		],
	])('refuses an upload of %s', async (_name, fields, content, body) => {
		expect(await upload(fields, content)).toEqual({ status: 400, body });
	});

	it('refuses an upload that is not multipart', async () => {
		expect(
			await callSandbox(sandbox, 'POST', '/api/v2/integrations/suppliers/files/', {}, headers),
		).toEqual({
			status: 415,
			body: { detail: 'Unsupported media type "application/json" in request.' },
		});
	});

	it('shows a library its carts too, under the scope procurement', async () => {
		const [ordered, cart] = sandbox.addOrders([
			{},
			{ status: 'IN_PROGRESS', customerNumber: 'C-43' },
		]);
		const client = { client_id: sandbox.clientId, client_secret: sandbox.clientSecret };
		const { body } = await callSandbox(
			sandbox,
			'GET',
			`/oauth/authorize/?response_type=code&client_id=${client.client_id}&scope=procurement`,
		);
		const token = await postForm(sandbox, '/oauth/token/', {
			grant_type: 'authorization_code',
			code: (body as { code: string }).code,
			...client,
		});
		const library = {
			authorization: `Bearer ${(token.body as { access_token: string }).access_token}`,
		};
		expect((await get('procurement/purchase_orders/')).status).toBe(403);
		expect(
			await get('procurement/purchase_orders/?status__in=IN_PROGRESS,DELIVERED', library),
		).toEqual({
			status: 200,
			body: {
				count: 1,
				next: null,
				previous: null,
				results: [
					{
						id: cart?.id,
						order_number: cart?.orderNumber,
						supplier: 'Sandbox Wholesale',
						outlet: 'Café Zürich, Antwerp',
						status: 'IN_PROGRESS',
						ordered_on: null,
						expected_delivery_date: null,
						discount: 0,
						delivery_closed: false,
						invoice_status: 0,
						fetched_by_supplier: false,
						fetched_by_supplier_at: null,
						viewed_by_supplier: false,
						viewed_by_supplier_at: null,
					},
				],
			},
		});
		expect(
			await get(`procurement/purchase_orders/?order_number=${ordered?.orderNumber}`, library),
		).toMatchObject({ status: 200, body: { count: 1 } });
	});
});
