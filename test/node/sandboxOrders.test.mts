import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import type { SwitchChanges } from '../../sandbox/state/switches.mts';
import {
	callSandbox,
	ORDER_LIST,
	supplierHeaders,
	type Answer,
} from '../../harness/sandboxCaller.mts';

interface Page {
	count: number;
	next: string | number | null;
	previous: string | number | null;
	results: Array<Record<string, unknown>>;
}

describe('the supplier order list', () => {
	let sandbox: Sandbox;
	let headers: Record<string, string>;
	let nowMs = 0;

	beforeEach(async () => {
		nowMs = Date.parse('2026-01-31T09:00:00.250Z');
		sandbox = await startSandbox({ clock: () => nowMs });
		headers = await supplierHeaders(sandbox);
	});
	afterEach(() => sandbox.close());

	const ask = (path: string, method = 'GET', body?: unknown): Promise<Answer> =>
		callSandbox(sandbox, method, path, body, headers);
	const list = async (query = '') => (await ask(`${ORDER_LIST}${query}`)).body as Page;
	const numbers = async (query: string) =>
		(await list(query)).results.map((order) => order.order_number);

	it('shows an order as the documentation describes it', async () => {
		await sandbox.placeOrder({
			customerNumber: 'C-43',
			remarks: "Livrer à l'arrière",
			lines: [
				{ articleNumber: 'ART-001', quantity: 3 },
				{ articleNumber: 'NEW-1', quantity: 2, name: 'Sel', price: '0.1' },
			],
		});
		expect(await ask(ORDER_LIST)).toEqual({
			status: 200,
			body: {
				count: 1,
				next: null,
				previous: null,
				results: [
					{
						id: '390500353590001',
						order_number: 'PO-2026-000001',
						status: 'ORDERED',
						ordered_on: '2026-01-31T09:00:00.250001Z',
						owned_by: { username: 'chef@example.com' },
						order_remarks: "Livrer à l'arrière",
						packages: [
							{
								stock_item: { name: 'Crème fraîche 30%' },
								supplier_package: {
									supplier_article_number: 'ART-001',
									theoretical_price_per_package: '12.500',
								},
								quantity_ordered: 3,
								total_theoretical_price: '37.500',
							},
							{
								stock_item: { name: 'Sel' },
								supplier_package: {
									supplier_article_number: 'NEW-1',
									theoretical_price_per_package: '0.100',
								},
								quantity_ordered: 2,
								total_theoretical_price: '0.200',
							},
						],
						expected_delivery_date: null,
						theoretical_price: '37.700',
						supplier_customer_number: 'C-43',
					},
				],
			},
		});
	});

	it('pages newest first, with links as Django writes them', async () => {
		sandbox.addOrders({ count: 23, startingAt: '2026-01-01T00:00:00Z', everyMs: 1000 });
		const second = await list('?status=ORDERED&page=2&page_size=10');
		expect({ ...second, results: second.results.map((order) => order.order_number) }).toEqual({
			count: 23,
			next: `${sandbox.url}${ORDER_LIST}?page=3&page_size=10&status=ORDERED`,
			previous: `${sandbox.url}${ORDER_LIST}?page_size=10&status=ORDERED`,
			results: [13, 12, 11, 10, 9, 8, 7, 6, 5, 4].map(
				(serial) => `PO-2026-0000${String(serial).padStart(2, '0')}`,
			),
		});
		expect((await list('?page=3')).next).toBeNull();
		expect((await list()).results).toHaveLength(10);
		expect(await ask(`${ORDER_LIST}?page=4`)).toEqual({
			status: 404,
			body: { detail: 'Invalid page.' },
		});
		expect(await ask(`${ORDER_LIST}?page=x`)).toEqual({
			status: 404,
			body: { detail: 'Invalid page.' },
		});
	});

	it.each<[string, SwitchChanges, Page['next']]>([
		['an integer', { nextLink: 'integer' }, 2],
		['null', { nextLink: 'null' }, null],
		[
			'another host',
			{ nextOrigin: 'http://127.0.0.1:9' },
			`http://127.0.0.1:9${ORDER_LIST}?page=2&page_size=2`,
		],
	])('writes %s into next', async (_name, switches, next) => {
		sandbox.addOrders({ count: 3 });
		sandbox.setSwitches(switches);
		expect((await list('?page_size=2')).next).toBe(next);
	});

	it('clamps or refuses a page size above the maximum', async () => {
		sandbox.addOrders({ count: 201 });
		expect((await list('?page_size=500')).results).toHaveLength(200);
		sandbox.setSwitches({ pageSizeAboveMaximum: 'refuse' });
		expect(await ask(`${ORDER_LIST}?page_size=201`)).toEqual({
			status: 400,
			body: { page_size: ['Ensure this value is less than or equal to 200.'] },
		});
	});

	it('turns the order round by switch', async () => {
		sandbox.addOrders([
			{ orderedOn: '2026-01-01T00:00:00Z' },
			{ orderedOn: '2026-01-02T00:00:00Z' },
		]);
		expect(await numbers('')).toEqual(['PO-2026-000002', 'PO-2026-000001']);
		sandbox.setSwitches({ ordering: 'oldestFirst' });
		expect(await numbers('')).toEqual(['PO-2026-000001', 'PO-2026-000002']);
	});

	describe('filtered', () => {
		beforeEach(() => {
			sandbox.addOrders([
				{ orderedOn: '2026-01-01T00:00:00Z' },
				{ orderedOn: '2026-01-01T12:00:00.000001Z', status: 'DELIVERED' },
				{ orderedOn: '2026-01-02T00:00:00Z' },
				{ orderedOn: '2026-01-03T00:00:00Z', status: 'IN_PROGRESS' },
			]);
		});
		const first = 'PO-2026-000001';
		const second = 'PO-2026-000002';
		const third = 'PO-2026-000003';

		it.each([
			['', [third, second, first]],
			['?status=ORDERED', [third, first]],
			['?status=DELIVERED', [second]],
			['?status=', [third, second, first]],
			['?anything=else', [third, second, first]],
			['?ordered_on__gt=2026-01-01T12:00:00Z', [third, second]],
			['?ordered_on__gt=2026-01-01T12:00:00.000001Z', [third]],
			['?ordered_on__gt=2026-01-01T13:00:00.000001%2B01:00', [third]],
			['?ordered_on__gt=2026-01-01T12:00', [third, second]],
			['?ordered_on__lt=2026-01-02', [second, first]],
			['?ordered_on__gt=2026-01-01&ordered_on__lt=2026-01-02T00:00:00Z', [second]],
			['?fetched_by_supplier=true', []],
			['?fetched_by_supplier=False', [third, second, first]],
		])('by "%s"', async (query, expected) => {
			expect(await numbers(query)).toEqual(expected);
		});

		it.each<[SwitchChanges, string, string[]]>([
			[{ orderedOnGt: 'inclusive' }, '2026-01-02T00:00:00Z', [third]],
			[{ orderedOnGt: 'inclusive' }, '2026-01-01', [third, second, first]],
			[{ dateFilterBoundary: 'endOfDay' }, '2026-01-01', [third]],
			[
				{ dateFilterBoundary: 'endOfDay', orderedOnGt: 'inclusive' },
				'2026-01-01',
				[third, second, first],
			],
		])('with %j after %s', async (switches, bound, expected) => {
			sandbox.setSwitches(switches);
			expect(await numbers(`?ordered_on__gt=${bound}`)).toEqual(expected);
		});

		it.each<[SwitchChanges['filterFormat'], string, Record<string, string[]>]>([
			['both', 'ordered_on__gt=yesterday', { ordered_on__gt: ['Enter a valid date/time.'] }],
			['both', 'ordered_on__gt=2026-02-30', { ordered_on__gt: ['Enter a valid date/time.'] }],
			['dateTime', 'ordered_on__gt=2026-01-01', { ordered_on__gt: ['Enter a valid date/time.'] }],
			['date', 'ordered_on__lt=2026-01-01T00:00:00Z', { ordered_on__lt: ['Enter a valid date.'] }],
			[
				'both',
				'status=IN_PROGRESS',
				{ status: ['Select a valid choice. IN_PROGRESS is not one of the available choices.'] },
			],
			['both', 'fetched_by_supplier=maybe', { fetched_by_supplier: ['Must be a valid boolean.'] }],
		])('in format %s refuses %s', async (filterFormat, query, body) => {
			sandbox.setSwitches({ filterFormat });
			expect(await ask(`${ORDER_LIST}?${query}`)).toEqual({ status: 400, body });
		});

		it('marks an order, once and for good', async () => {
			const marked = await ask(`${ORDER_LIST}390500353590001`, 'PATCH', {
				fetched_by_supplier: true,
			});
			expect(marked).toEqual({
				status: 200,
				body: {
					...(await list('?status=ORDERED')).results[1],
					fetched_by_supplier: true,
					fetched_by_supplier_at: '2026-01-31T09:00:00.250000Z',
					viewed_by_supplier: false,
					viewed_by_supplier_at: null,
				},
			});
			nowMs += 1000;
			expect(
				await ask(`${ORDER_LIST}390500353590001/`, 'PATCH', { fetched_by_supplier: true }),
			).toEqual(marked);
			expect(
				await ask(`${ORDER_LIST}390500353590001`, 'PATCH', { fetched_by_supplier: false }),
			).toEqual({ status: 400, body: { fetched_by_supplier: ['Cannot be set back to false.'] } });
			sandbox.setSwitches({ unmarking: 'ignore' });
			expect(
				await ask(`${ORDER_LIST}390500353590001`, 'PATCH', { fetched_by_supplier: false }),
			).toEqual(marked);
			expect(await numbers('?fetched_by_supplier=true')).toEqual([first]);
			expect(await numbers('?fetched_by_supplier=false')).toEqual([third, second]);
		});

		it('finds no cart and no unknown order to mark', async () => {
			const missing = { status: 404, body: { detail: 'Not found.' } };
			expect(
				await ask(`${ORDER_LIST}390500353590004`, 'PATCH', { viewed_by_supplier: true }),
			).toEqual(missing);
			expect(await ask(`${ORDER_LIST}1`, 'PATCH', { viewed_by_supplier: true })).toEqual(missing);
			expect(
				await ask(`${ORDER_LIST}390500353590001`, 'PATCH', { viewed_by_supplier: 'yes' }),
			).toEqual({ status: 400, body: { viewed_by_supplier: ['Must be a valid boolean.'] } });
		});

		it('marks by the collection when switched so', async () => {
			const body = { id: '390500353590003', viewed_by_supplier: true };
			expect(await ask(ORDER_LIST, 'PATCH', body)).toEqual({
				status: 405,
				body: { detail: 'Method "PATCH" not allowed.' },
			});
			sandbox.setSwitches({ markByCollection: true });
			expect(await ask(ORDER_LIST, 'PATCH', { viewed_by_supplier: true })).toEqual({
				status: 400,
				body: { id: ['This field is required.'] },
			});
			expect((await ask(ORDER_LIST, 'PATCH', body)).status).toBe(200);
			expect(sandbox.order('390500353590003')?.viewed).toBe(true);
		});

		it('shows the marks in its items, and marks what it shows, when switched so', async () => {
			sandbox.setSwitches({ marksInItems: true, markFetchedOnRead: true });
			expect((await list('?status=DELIVERED')).results[0]).toMatchObject({
				fetched_by_supplier: false,
				fetched_by_supplier_at: null,
			});
			expect((await list('?status=DELIVERED')).results[0]).toMatchObject({
				fetched_by_supplier: true,
			});
			sandbox.setSwitches({ fetchedFilterName: 'is_fetched' });
			expect(await numbers('?is_fetched=false')).toEqual([third, first]);
		});
	});

	it('counts 100 requests a minute for each token', async () => {
		for (let request = 0; request < 100; request += 1) await ask(`${ORDER_LIST}?page_size=1`);
		nowMs += 30_500;
		const response = await fetch(`${sandbox.url}${ORDER_LIST}`, { headers });
		expect({
			status: response.status,
			retryAfter: response.headers.get('retry-after'),
			body: (await response.json()) as unknown,
		}).toEqual({
			status: 429,
			retryAfter: '30',
			body: { detail: 'Request was throttled. Expected available in 30 seconds.' },
		});
		expect(
			(await callSandbox(sandbox, 'GET', ORDER_LIST, undefined, await supplierHeaders(sandbox)))
				.status,
		).toBe(200);
		nowMs += 29_500;
		expect((await ask(ORDER_LIST)).status).toBe(200);
	});

	it.each<[SwitchChanges, Record<string, string>]>([
		[{}, { 'ratelimit-limit': '100', 'ratelimit-remaining': '99', 'ratelimit-reset': '60' }],
		[
			{ rateLimitHeaders: 'X-RateLimit', rateLimitPerMinute: 7 },
			{ 'x-ratelimit-limit': '7', 'x-ratelimit-remaining': '6', 'x-ratelimit-reset': '60' },
		],
		[{ rateLimitHeaders: 'none' }, {}],
		[{ rateLimitPerMinute: null }, {}],
		[{ rateLimitPerMinute: 0, rateLimitHeaders: 'none', retryAfterHeader: false }, {}],
		[{ rateLimitPerMinute: 0, rateLimitHeaders: 'none' }, { 'retry-after': '60' }],
	])('tells what is left, with %j', async (switches, expected) => {
		sandbox.setSwitches(switches);
		const response = await fetch(`${sandbox.url}${ORDER_LIST}`, { headers });
		expect(
			Object.fromEntries([...response.headers].filter(([name]) => /ratelimit|retry/.test(name))),
		).toEqual(expected);
	});

	it.each([
		['accept', 200],
		['redirect', 301],
		['serverError', 500],
	] as const)('meets a missing slash: %s → %i', async (missingSlash, status) => {
		sandbox.setSwitches({ missingSlash });
		const response = await fetch(`${sandbox.url}${ORDER_LIST.slice(0, -1)}?page=1`, {
			headers,
			redirect: 'manual',
		});
		expect({ status: response.status, location: response.headers.get('location') }).toEqual({
			status,
			location: status === 301 ? `${ORDER_LIST}?page=1` : null,
		});
	});
});
