import { startSandbox, type Sandbox } from '../../../sandbox/startSandbox.mts';
import { ago, fromDate, hourMs, idsOf, once, triggersAt } from '../../../harness/pollTrigger.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ switches: { rateLimitPerMinute: 1_000_000 } });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const { aTrigger, place } = triggersAt(() => sandbox);

describe('the first poll', () => {
	it('hands on nothing that was there before, and then each new order once', async () => {
		place(3);
		const { poll } = aTrigger(once);
		expect(idsOf(await poll())).toEqual([]);
		const ids = place(2);
		expect(idsOf(await poll())).toEqual(ids);
		expect(idsOf(await poll())).toEqual([]);
	});

	it('sets its baseline although there is no order yet', async () => {
		const { poll, memory } = aTrigger(once);
		await poll();
		const restarted = aTrigger(once, { staticData: memory() });
		const ids = place(1);
		expect(idsOf(await restarted.poll())).toEqual(ids);
	});

	it('begins at the date it is given', async () => {
		const [, recent] = sandbox.addOrders([
			{ orderedOn: ago(30 * 24 * hourMs) },
			{ orderedOn: ago(10 * 24 * hourMs) },
		]);
		expect(idsOf(await aTrigger({ ...once, ...fromDate }).poll())).toEqual([recent!.id]);
	});

	it('begins with what is not marked as fetched', async () => {
		const [first, second] = sandbox.addOrders({ count: 2, startingAt: ago(90 * 24 * hourMs) });
		sandbox.state.orders.get(first!.id)!.fetchedAtMicros = Date.now() * 1000;
		expect(idsOf(await aTrigger({ ...once, startFrom: 'unfetched' }).poll())).toEqual([second!.id]);
	});

	it('says at once that a start date is none', async () => {
		await expect(aTrigger({ startFrom: 'date', startDate: 'soon' }).poll()).rejects.toMatchObject({
			message: 'Cannot look for new orders. The \'Start Date\' "soon" is not a date.',
		});
	});
});

describe('many orders', () => {
	it('come in the limit, oldest first, one run each', async () => {
		sandbox.addOrders({ count: 7, startingAt: ago(8 * hourMs), everyMs: hourMs });
		const ids = sandbox.orders().map(({ id }) => id);
		const { poll } = aTrigger({ ...once, ...fromDate, limit: 3 });
		const polls = [await poll(), await poll(), await poll(), await poll()];
		expect(polls.map((runs) => runs.map((run) => idsOf([run])))).toEqual([
			ids.slice(0, 3).map((id) => [id]),
			ids.slice(3, 6).map((id) => [id]),
			[[ids[6]]],
			[],
		]);
	});

	it('come in one run when that is chosen', async () => {
		sandbox.addOrders({ count: 3, startingAt: ago(3 * hourMs), everyMs: hourMs });
		const { poll } = aTrigger({ ...once, ...fromDate, separateRuns: false });
		expect((await poll()).map((run) => idsOf([run]))).toEqual([
			sandbox.orders().map(({ id }) => id),
		]);
	});

	it.each([
		['next as a number', { nextLink: 'integer' as const }, 10],
		['next always empty', { nextLink: 'null' as const }, 10],
		['the oldest first', { ordering: 'oldestFirst' as const }, 10],
		[
			'a page size that is refused',
			{ maximumPageSize: 100, pageSizeAboveMaximum: 'refuse' as const },
			200,
		],
		[
			'a page size that is refused without being named',
			{
				maximumPageSize: 100,
				pageSizeAboveMaximum: 'refuse' as const,
				refusals: 'detail' as const,
			},
			200,
		],
		[
			'dates only, and no word about what is refused',
			{ filterFormat: 'date' as const, refusals: 'detail' as const },
			10,
		],
		['moments that say no time zone', { timestamps: 'none' as const }, 10],
		['moments with an offset', { timestamps: 'offset' as const }, 10],
		['dates only', { filterFormat: 'date' as const }, 10],
		[
			'dates that end with their day',
			{ filterFormat: 'date' as const, dateFilterBoundary: 'endOfDay' as const },
			10,
		],
		['inclusive bounds', { orderedOnGt: 'inclusive' as const }, 10],
	])('are all found with %s', async (_, switches, pageSize) => {
		sandbox.setSwitches(switches);
		sandbox.addOrders({ count: 24, startingAt: ago(10 * hourMs), everyMs: 60_000 });
		const { poll } = aTrigger({ ...once, ...fromDate, limit: 15, options: { pageSize } });
		const found = [...(await poll()), ...(await poll())];
		expect(idsOf(found)).toEqual(sandbox.orders().map(({ id }) => id));
	});
});
