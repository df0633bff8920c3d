import { createServer } from 'node:http';
import type { IDataObject, INode } from 'n8n-workflow';
import { Apicbase } from '../../nodes/Apicbase/Apicbase.node.ts';
import { ApicbaseNewOrderTrigger } from '../../nodes/Apicbase/ApicbaseNewOrderTrigger.node.ts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import type { SwitchChanges } from '../../sandbox/state/switches.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { listen } from '../../harness/listen.mts';
import { aLoadOptionsContext, anExecuteContext, aPollContext } from '../../harness/contexts.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ switches: { rateLimitPerMinute: 1_000_000 } });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const node = new Apicbase();
const setUp = (parameters: IDataObject) => ({
	node,
	parameters,
	credentials: { apicbaseOAuth2Api: anOAuth2Credential(sandbox) },
});
async function run(
	resource: string,
	operation: string,
	parameters: IDataObject = {},
	items: IDataObject[] = [{}],
): Promise<IDataObject[]> {
	const context = anExecuteContext({
		...setUp({ resource, operation, ...parameters }),
		inputs: [items.map((json) => ({ json }))],
	});
	const [put = []] = await node.execute.call(context);
	return put.map(({ json }) => json);
}
const place = (orderedOn: string[]) =>
	sandbox.addOrders(orderedOn.map((moment) => ({ orderedOn: moment })));
/** Lets the newest orders leave the list between its first two pages, so many times. */
function leaveBeforePage2(count: number, times: number): () => void {
	let left = times;
	const spy = jest.spyOn(sandbox.state.requests, 'push').mockImplementation((...requests) => {
		const asksForPage2 = requests.some(({ query }) => query.page === '2');
		if (asksForPage2 && left > 0) {
			left -= 1;
			for (const id of [...sandbox.state.orders.keys()].slice(-count))
				sandbox.state.orders.delete(id);
		}
		return Array.prototype.push.apply(sandbox.state.requests, requests);
	});
	return () => spy.mockRestore();
}
const byId = (value: string): IDataObject => ({ order: { __rl: true, mode: 'id', value } });
const byNumber = (value: string): IDataObject => ({ order: { __rl: true, mode: 'number', value } });
const days = ['2026-11-01T08:00:00Z', '2026-11-02T08:00:00Z', '2026-11-03T08:00:00Z'];

test('says that it has no operation of the name of a property of every object', async () => {
	await expect(run('order', 'constructor')).rejects.toThrow(
		'Cannot run. There is no operation "constructor" of "order".',
	);
});

describe('order', () => {
	test('gets an order by its number and by its id, with what the triggers add', async () => {
		const [order] = place(days);
		const [found] = await run('order', 'get', byNumber(order!.orderNumber));
		expect(found).toMatchObject({
			id: order!.id,
			order_number: order!.orderNumber,
			sync: { externalId: `apicbase-${order!.id}`, source: 'poll', attempt: 1 },
		});
		const [same] = await run('order', 'get', byId(order!.id));
		expect(same).toMatchObject({
			id: order!.id,
			sync: { fingerprint: (found!.sync as IDataObject).fingerprint },
		});
	});

	test('gives a replayed order the external id that a trigger with a prefix gave it', async () => {
		const [order] = place(days);
		const context = aPollContext({
			...setUp({ startFrom: 'date', startDate: days[0], options: { externalIdPrefix: ' prod-' } }),
			node: new ApicbaseNewOrderTrigger(),
			mode: 'manual',
		});
		const polled = (await new ApicbaseNewOrderTrigger().poll.call(context))?.[0] ?? [];
		const { sync } = polled.map(({ json }) => json).find(({ id }) => id === order!.id)!;
		expect(sync).toMatchObject({ externalId: `prod-${order!.id}` });
		const { externalId, fingerprint } = sync as IDataObject;
		const options = { externalIdPrefix: 'prod-' };
		const [got] = await run('order', 'get', { ...byId(order!.id), options });
		expect(got).toMatchObject({ sync: { externalId, fingerprint } });
		const filters = { orderNumbers: order!.orderNumber };
		const listed = await run('order', 'getAll', { filters, options });
		expect(listed).toMatchObject([{ sync: { externalId, fingerprint } }]);
	});

	test.each([
		['customerNumber', 'Customer Number'],
		['orderNumbers', 'Order Numbers'],
		['orderedAfter', 'Ordered After'],
		['orderedBefore', 'Ordered Before'],
		['status', 'Status'],
		['notFetched', 'Not Yet Fetched'],
	])('lists no order when the expression in %s gives nothing', async (name, label) => {
		place(days);
		const filters = { [name]: '={{ $json.nothing }}' };
		await expect(run('order', 'getAll', { filters })).rejects.toMatchObject({
			message: `Cannot read orders. '${label}' has an expression that gave nothing.`,
			description: 'Correct the expression, or remove the field.',
		});
		expect(
			await run('order', 'getAll', { filters: { [name]: name === 'status' ? [] : '' } }),
		).toHaveLength(3);
	});

	test('lists by the filters that are left when a form left the others blank', async () => {
		const [order] = place(days);
		const filters = {
			orderNumbers: `={{ "${order!.orderNumber}" }}`,
			orderedAfter: '={{ $json.nothing }}',
		};
		expect(await run('order', 'getAll', { filters })).toMatchObject([{ id: order!.id }]);
	});

	test('says which order is not there', async () => {
		await expect(run('order', 'get', byNumber('9999'))).rejects.toMatchObject({
			message: 'Cannot read order 9999. Apicbase lists no order with this number for you.',
		});
		await expect(run('order', 'get', byId(''))).rejects.toMatchObject({
			message: "Cannot read the order. The field 'Order' is empty.",
		});
	});

	test('guesses at none of two orders under one number, and lists both', async () => {
		const [order, twin] = place(days);
		for (const one of sandbox.state.orders.values())
			if (one.id === twin!.id) one.orderNumber = order!.orderNumber;
		await expect(run('order', 'get', byNumber(order!.orderNumber))).rejects.toMatchObject({
			message: `Cannot read order ${order!.orderNumber}. Apicbase lists 2 orders with this number.`,
			description: expect.stringMatching(
				new RegExp(`${order!.id}.*${twin!.id}|${twin!.id}.*${order!.id}`),
			) as string,
		});
		const both = await run('order', 'getAll', { filters: { orderNumbers: order!.orderNumber } });
		expect(both.map(({ id }) => id).sort()).toEqual([order!.id, twin!.id].sort());
		expect(await run('order', 'get', byId(twin!.id))).toMatchObject([{ id: twin!.id }]);
	});

	test('goes on with the other items when the user chose to', async () => {
		const [order] = place(days);
		const context = anExecuteContext({
			...setUp({
				resource: 'order',
				operation: 'get',
				order: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			}),
			inputs: [[{ json: { id: 'gone' } }, { json: { id: order!.id } }]],
		});
		Object.assign((context as unknown as { node: INode }).node, {
			onError: 'continueRegularOutput',
		});
		const [put] = await node.execute.call(context);
		expect(put?.map(({ json, pairedItem }) => [json.error ?? json.id, pairedItem])).toEqual([
			['Cannot read order gone. Apicbase lists no order with this ID for you.', { item: 0 }],
			[order!.id, { item: 1 }],
		]);
	});

	test('says how many orders the limit left out', async () => {
		place(days);
		const context = anExecuteContext({
			...setUp({ resource: 'order', operation: 'getAll', limit: 2 }),
			inputs: [[{ json: {} }]],
		});
		await node.execute.call(context);
		expect(context.hints).toEqual([
			{
				message: "2 of 3 orders shown. Switch on 'Return All' or raise 'Limit' for the others.",
				location: 'outputPane',
			},
		]);
	});

	test.each([-1, 0, 1.5, '', 'many'])('reads nothing with the limit %j', async (limit) => {
		place(days);
		await expect(run('order', 'getAll', { limit })).rejects.toMatchObject({
			message: "Cannot read orders. 'Limit' is not a whole number above zero.",
		});
	});

	test('lists by the filters that a form or an agent wrote as text, and passes over a blank one', async () => {
		const [first] = sandbox.addOrders([{ orderedOn: days[0] }, { status: 'DELIVERED' }]);
		await run('order', 'markFetched', byId(first!.id));
		const list = async (filters: IDataObject) => (await run('order', 'getAll', { filters })).length;
		expect(await list({ status: '' })).toBe(2);
		expect(await list({ status: 'ordered, DELIVERED' })).toBe(2);
		expect(await list({ notFetched: 'true' })).toBe(1);
		expect(await list({ notFetched: 'false' })).toBe(2);
	});

	test.each<[IDataObject, string]>([
		[{ status: 'shipped' }, "'Status' has something other than ORDERED and DELIVERED."],
		[{ notFetched: 'perhaps' }, "'Not Yet Fetched' is neither true nor false."],
		[
			{ orderNumbers: { a: 1 } },
			"'Order Numbers' has something that is neither a text nor a number.",
		],
		[{ customerNumber: { a: 1 } }, "'Customer Number' is not one number."],
		[{ orderedAfter: 'yesterday' }, "'Ordered After' or 'Ordered Before' is not a date."],
		[
			{ orderedBefore: '+275760-09-13T00:00:00Z' },
			"'Ordered After' or 'Ordered Before' is not a date.",
		],
	])('reads no orders by the filter %j', async (filters, fact) => {
		await expect(run('order', 'getAll', { filters })).rejects.toMatchObject({
			message: `Cannot read orders. ${fact}`,
		});
		expect(sandbox.state.requests).toEqual([]);
	});

	test('finds numbers as people see them, by Get and by Get Many', async () => {
		const [order] = sandbox.addOrders([{ customerNumber: 'C\u00a042' }]);
		const number = 'PO\u00a07  x';
		sandbox.state.orders.get(order!.id)!.orderNumber = number;
		const customerNumber = 'C 42\u200b';
		const listed = await run('order', 'getAll', {
			filters: { orderNumbers: number, customerNumber },
		});
		expect(listed).toMatchObject([{ id: order!.id }]);
		expect(await run('order', 'get', byNumber(number))).toMatchObject([{ id: order!.id }]);
	});

	test('takes a status in lower case', async () => {
		place(days);
		expect(await run('order', 'getAll', { filters: { status: ['ordered'] } })).toHaveLength(3);
	});

	test('lists orders newest first, oldest first, and up to a limit', async () => {
		const numbers = place(days).map(({ orderNumber }) => orderNumber);
		const list = async (parameters: IDataObject) =>
			(await run('order', 'getAll', parameters)).map(({ order_number }) => order_number);
		expect(await list({ returnAll: true })).toEqual([...numbers].reverse());
		expect(await list({ returnAll: true, sort: 'oldest' })).toEqual(numbers);
		expect(await list({ limit: 2 })).toEqual([numbers[2], numbers[1]]);
		expect(await list({ limit: 1, sort: 'oldest' })).toEqual([numbers[0]]);
	});

	test.each<SwitchChanges>([
		{ filterFormat: 'both' },
		{ filterFormat: 'dateTime' },
		{ filterFormat: 'date' },
		{ filterFormat: 'date', refusals: 'detail' },
		{ timestamps: 'none' },
	])('filters by a range of moments: Apicbase set to %j', async (switches) => {
		const numbers = place(days).map(({ orderNumber }) => orderNumber);
		sandbox.setSwitches(switches);
		const filters = { orderedAfter: '2026-11-02T08:00:00Z', orderedBefore: '2026-11-03T08:00:00Z' };
		expect(
			(await run('order', 'getAll', { returnAll: true, filters })).map(
				({ order_number }) => order_number,
			),
		).toEqual([numbers[1]]);
	});

	test('filters by status, customer, mark and order number', async () => {
		const [first, second, third] = sandbox.addOrders([
			{ customerNumber: 'C-42' },
			{ customerNumber: 'C-43' },
			{ status: 'DELIVERED' },
		]);
		const list = async (filters: IDataObject) =>
			(await run('order', 'getAll', { returnAll: true, sort: 'oldest', filters })).map(
				({ id }) => id,
			);
		expect(await list({ status: ['DELIVERED'] })).toEqual([third!.id]);
		expect((await list({ status: ['DELIVERED', 'ORDERED'] })).length).toBe(3);
		expect(await list({ customerNumber: 'C-43' })).toEqual([second!.id]);
		expect(
			new Set(await list({ orderNumbers: `${first!.orderNumber}, ${third!.orderNumber}` })),
		).toEqual(new Set([first!.id, third!.id]));
		await run('order', 'markFetched', byId(first!.id));
		expect(await list({ notFetched: true })).not.toContain(first!.id);
	});

	test('names the orders of a list that are not there', async () => {
		const [order] = place(days);
		await expect(
			run('order', 'getAll', {
				returnAll: true,
				filters: { orderNumbers: `${order!.orderNumber}\n9998\n9999` },
			}),
		).rejects.toMatchObject({
			message: 'Cannot read orders 9998, 9999. Apicbase does not list them for you.',
		});
	});

	test.each(['newest', 'listed'])(
		'names the orders that are not there below a limit too: %s',
		async (sort) => {
			const orderNumbers = [...place(days).map(({ orderNumber }) => orderNumber), '9999'];
			const parameters = { sort, limit: 3, filters: { orderNumbers } };
			await expect(run('order', 'getAll', parameters)).rejects.toMatchObject({
				message: 'Cannot read order 9999. Apicbase does not list it for you.',
			});
			orderNumbers.pop();
			expect(await run('order', 'getAll', { ...parameters, limit: 2 })).toHaveLength(2);
		},
	);

	test('reads orders each once although the list shifts while it is read', async () => {
		sandbox.addOrders({ count: 450, startingAt: '2026-11-01T00:00:00Z', everyMs: 60_000 });
		sandbox.faults.add({ kind: 'newOrder', query: { page: '2' }, count: 5 });
		const ids = (await run('order', 'getAll', { returnAll: true })).map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.length).toBeGreaterThanOrEqual(450);
	});

	test.each([
		['once', 1, []],
		[
			'each time it is read',
			2,
			["Some orders may be missing: Apicbase's list changed both times it was read. Run it again."],
		],
	])('misses no order, or says so, when 50 leave the list %s', async (_, times, hints) => {
		sandbox.addOrders({ count: 450, startingAt: '2026-11-01T00:00:00Z', everyMs: 60_000 });
		const stop = leaveBeforePage2(50, times);
		const context = anExecuteContext({
			...setUp({ resource: 'order', operation: 'getAll', returnAll: true }),
			inputs: [[{ json: {} }]],
		});
		const [put = []] = await node.execute.call(context);
		stop();
		const ids = put.map(({ json }) => json.id);
		expect(new Set(ids).size).toBe(ids.length);
		expect(context.hints.map(({ message }) => message)).toEqual(hints);
		if (times === 1) expect(ids).toEqual(expect.arrayContaining([...sandbox.state.orders.keys()]));
	});

	test('marks an order as fetched and as viewed, twice without harm', async () => {
		const [order] = place(days);
		expect(await run('order', 'markFetched', byId(order!.id))).toMatchObject([
			{ id: order!.id, fetched_by_supplier: true },
		]);
		expect(await run('order', 'markViewed', byNumber(order!.orderNumber))).toMatchObject([
			{ id: order!.id, viewed_by_supplier: true },
		]);
		sandbox.setSwitches({ markAnswer: 'empty' });
		expect(await run('order', 'markFetched', byId(order!.id))).toEqual([
			{ id: order!.id, fetched_by_supplier: true },
		]);
		expect(sandbox.state.orders.get(order!.id)).toMatchObject({
			fetchedAtMicros: expect.any(Number) as unknown,
			viewedAtMicros: expect.any(Number) as unknown,
		});
	});

	test('marks at the address of the list when Apicbase wants it so', async () => {
		const [order] = place(days);
		sandbox.setSwitches({ markByCollection: true });
		await run('order', 'markFetched', { ...byId(order!.id), options: { sendIdInBody: true } });
		await run('order', 'markViewed', {
			...byId(order!.id),
			options: { pathTemplate: '/api/v2/integrations/suppliers/purchase_orders/{id}/' },
		});
		expect(
			sandbox.state.requests.filter(({ method }) => method === 'PATCH').map(({ path }) => path),
		).toEqual([
			'/api/v2/integrations/suppliers/purchase_orders/',
			`/api/v2/integrations/suppliers/purchase_orders/${order!.id}/`,
		]);
	});

	test.each([
		'/api/v2/integrations/suppliers/purchase_orders/',
		'/api/v2/integrations/suppliers/purchase_orders/{order_id}',
		'/api/{version}/integrations/suppliers/purchase_orders/{id}',
		'',
	])('sends no mark to the path "%s"', async (pathTemplate) => {
		const [order] = place(days);
		await expect(
			run('order', 'markFetched', { ...byId(order!.id), options: { pathTemplate } }),
		).rejects.toMatchObject({
			message: `Cannot mark order ${order!.id} as fetched. The option 'Path' needs {id} where the order ID goes, and nothing else in braces.`,
		});
		expect(sandbox.state.requests).toEqual([]);
	});

	test('says that an order is not marked where Apicbase answers so', async () => {
		const server = createServer((request, response) =>
			response
				.setHeader('Content-Type', 'application/json')
				.end(
					request.url?.startsWith('/oauth/')
						? '{"access_token":"a","token_type":"Bearer","expires_in":1000}'
						: '{"fetched_by_supplier":false,"viewed_by_supplier":true}',
				),
		);
		const { url, close } = await listen(server);
		const mark = async (operation: string) => {
			const credential = anOAuth2Credential(sandbox);
			const context = anExecuteContext({
				...setUp({ resource: 'order', operation, ...byId('7') }),
				credentials: {
					apicbaseOAuth2Api: {
						...credential,
						...{ baseUrl: url, accessTokenUrl: `${url}/oauth/token/` },
					},
				},
			});
			return (await node.execute.call(context))[0]?.map(({ json }) => json);
		};
		try {
			await expect(mark('markFetched')).rejects.toMatchObject({
				message:
					'Cannot mark order 7 as fetched. Apicbase took the mark, but answered that the order does not have it.',
			});
			expect(await mark('markViewed')).toEqual([
				{ id: '7', fetched_by_supplier: false, viewed_by_supplier: true },
			]);
		} finally {
			await close();
		}
	});

	test.each(['..', '.', '\ud800', '7\udc00'])(
		'goes on with the other items past an id or customer number %j that no address can hold',
		async (odd) => {
			const [order] = place(days);
			const perItem = async (parameters: IDataObject, values: string[]) => {
				const context = anExecuteContext({
					...setUp(parameters),
					inputs: [values.map((value) => ({ json: { value } }))],
				});
				Object.assign((context as unknown as { node: INode }).node, {
					onError: 'continueRegularOutput',
				});
				const [put = []] = await node.execute.call(context);
				return put.map(({ json }) => json);
			};
			const value = '={{ $json.value }}';
			const marked = await perItem(
				{ resource: 'order', operation: 'markFetched', ...byId(value) },
				[odd, order!.id],
			);
			expect(marked).toMatchObject([
				{ error: `Cannot mark order ${odd} as fetched. Apicbase has no such order ID.` },
				{ id: order!.id, fetched_by_supplier: true },
			]);
			const customer = { __rl: true, mode: 'number', value };
			const articles = await perItem(
				{ resource: 'article', operation: 'getAll', limit: 1, customer },
				[odd, 'C-42'],
			);
			expect(articles).toMatchObject([
				{ error: "Cannot read articles. The field 'Customer' holds no customer number." },
				{ package: { third_party_id: 'ART-001' } },
			]);
			const addresses = sandbox.state.requests.map(({ method, path }) => `${method} ${path}`);
			expect(addresses.filter((address) => !address.startsWith('POST'))).toEqual([
				`PATCH /api/v2/integrations/suppliers/purchase_orders/${order!.id}`,
				'GET /api/v2/integrations/suppliers/customers/C-42/packages',
			]);
		},
	);

	test('says which order cannot be marked', async () => {
		await expect(run('order', 'markFetched', byId('42'))).rejects.toMatchObject({
			message: 'Cannot mark order 42 as fetched. Apicbase has no such order.',
		});
		await expect(run('order', 'markViewed', byNumber('42'))).rejects.toMatchObject({
			message: 'Cannot mark order 42 as viewed. Apicbase lists no order with this number for you.',
		});
	});
});

test('lists customers by the numbers the supplier gave them', async () => {
	expect(await run('customer', 'getAll', { returnAll: true })).toEqual([
		{ customer_number: 'C-42', supplier_outlet_id: null },
		{ customer_number: 'C-43', supplier_outlet_id: '666' },
		{ customer_number: 'C-57', supplier_outlet_id: '666' },
	]);
});

test('lists the articles of one customer', async () => {
	const customer = { __rl: true, mode: 'number', value: 'C-42' };
	const articles = await run('article', 'getAll', { customer, limit: 3 });
	expect(articles.map((article) => (article.package as IDataObject).third_party_id)).toEqual([
		'ART-001',
		'ART-002',
		'ART-003',
	]);
	await expect(
		run('article', 'getAll', { customer: { ...customer, value: 'C-1' } }),
	).rejects.toMatchObject({
		message: 'Cannot read the articles of customer C-1. Apicbase has no such customer.',
	});
	const asked = sandbox.state.requests.length;
	await expect(
		run('article', 'getAll', { customer: { ...customer, value: ' ' } }),
	).rejects.toMatchObject({
		message: "Cannot read articles. The field 'Customer' is empty.",
	});
	expect(sandbox.state.requests).toHaveLength(asked);
});

describe('lists to choose from', () => {
	test('shows orders by number, customer and day, and searches in them', async () => {
		const [order] = sandbox.addOrders([
			{ customerNumber: 'C-42', orderedOn: days[0] },
			{ customerNumber: 'C-43', orderedOn: days[1] },
		]);
		const { results } = await node.methods.listSearch.searchOrders.call(
			aLoadOptionsContext(setUp({})),
			'c-42',
		);
		expect(results).toEqual([
			{ name: `${order!.orderNumber} · C-42 · 2026-11-01`, value: order!.id },
		]);
	});

	test('shows customers by number', async () => {
		const { results } = await node.methods.listSearch.searchCustomers.call(
			aLoadOptionsContext(setUp({})),
			'4',
		);
		expect(results).toEqual([
			{ name: 'C-42', value: 'C-42' },
			{ name: 'C-43', value: 'C-43' },
		]);
	});
});

test('gives every operation an action that an AI agent and the node list can read', () => {
	const operations = node.description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(
			({ options = [] }) =>
				options as Array<{ value: string; action?: string; description?: string }>,
		);
	expect(operations.map(({ value }) => value)).toEqual([
		'accept',
		'refuse',
		'getAll',
		'upload',
		'getAll',
		'claim',
		'complete',
		'forget',
		'release',
		'get',
		'getAll',
		'markFetched',
		'markViewed',
	]);
	expect(operations.every(({ action, description }) => action && description)).toBe(true);
	expect(node.description.usableAsTool).toBe(true);
});

test.each(['order', 'customer'])('says in a slow list how to name the %s otherwise', (name) => {
	const locators = node.description.properties.filter((property) => property.name === name);
	expect(locators.length).toBeGreaterThan(0);
	for (const { modes = [] } of locators)
		expect(modes[0]?.typeOptions?.slowLoadNotice?.message).toMatch(/You can enter .+ instead\.$/);
});
