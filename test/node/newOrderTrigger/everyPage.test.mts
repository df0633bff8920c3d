import { ApicbaseNewOrderTrigger } from '../../../nodes/Apicbase/ApicbaseNewOrderTrigger.node.ts';
import { beginPoll } from '../../../nodes/Apicbase/newOrderTrigger/registration.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/startSandbox.mts';
import { ago, fromDate, hourMs, idsOf, once, triggersAt } from '../../../harness/pollTrigger.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ switches: { rateLimitPerMinute: 1_000_000 } });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const { aTrigger, listed, place } = triggersAt(() => sandbox);

describe('many orders', () => {
	// reliability: The same order twice, also at one moment | New Order Trigger
	it('are all found while new ones push the pages along', async () => {
		sandbox.addOrders({ count: 23, startingAt: ago(10 * hourMs), everyMs: 60_000 });
		sandbox.faults.add({ kind: 'newOrder', times: 6, method: 'GET' });
		const { poll } = aTrigger({ ...once, ...fromDate, options: { pageSize: 5 } });
		const found = [...(await poll()), ...(await poll()), ...(await poll())];
		expect(idsOf(found).sort()).toEqual(
			sandbox
				.orders()
				.map(({ id }) => id)
				.sort(),
		);
	});
});

it('reads on in the next poll what a slow Apicbase left no time for, and hands on what it has', async () => {
	const { context, poll } = aTrigger({ ...once, ...fromDate, options: { pageSize: 2 } });
	// Five seconds are kept for the page under way, which leaves less than one to read.
	context.getPollBudgetMs = () => 6_000;
	const ids = place(8);
	sandbox.faults.add({ kind: 'slow', delayMs: 300, method: 'GET', times: 'always' });
	const found = idsOf(await poll());
	expect(found.length).toBeGreaterThan(0);
	expect(listed().length).toBeLessThan(4);
	for (let polls = 0; polls < 4; polls += 1) found.push(...idsOf(await poll()));
	expect(found.sort()).toEqual(ids.sort());
}, 30_000);

it('asks a failing Apicbase no longer than n8n gives the poll', async () => {
	const { context, poll } = aTrigger(once);
	context.getPollBudgetMs = () => 3_000;
	sandbox.faults.add({ kind: 'serverError', status: 503, times: 'always', method: 'GET' });
	expect(await poll()).toEqual([]);
	// The fourth would come after three and a half seconds.
	expect(listed().length).toBeLessThan(4);
}, 30_000);

it('asks for 60 pages in one poll at most, and for the rest in the next', async () => {
	const { poll } = aTrigger({ ...once, ...fromDate, options: { pageSize: 1 } });
	const ids = place(62);
	const found = idsOf(await poll());
	expect([found.length, listed().length]).toEqual([60, 60]);
	expect([...found, ...idsOf(await poll())].sort()).toEqual(ids.sort());
}, 30_000);

it('has 25 seconds at publishing, where n8n waits for it, and the time that n8n gives it later', () => {
	const readsFor = (context: object) => beginPoll(context as never).deadlineMs - Date.now();
	const inMemory = { getActivationMode: () => 'activate', getPollBudgetMs: () => 300_000 };
	const scheduled = { getActivationMode: () => 'update', getPollBudgetMs: () => 36_000 };
	const times = [readsFor(inMemory), readsFor(inMemory), readsFor(scheduled)];
	expect(times.map((ms) => Math.round(ms / 1000))).toEqual([25, 285, 34]);
});

describe('a quiet poll', () => {
	it('takes one request and leaves the memory as it is', async () => {
		place(5);
		const { poll, memory } = aTrigger();
		// The first readings still move the floor.
		for (let polls = 0; polls < 5; polls += 1) await poll();
		const [before, requests] = [memory(), listed().length];
		expect(await poll()).toEqual([]);
		expect(memory()).toEqual(before);
		expect(listed().length - requests).toBe(1);
		expect(listed().at(-1)!.query).toMatchObject({
			status: 'ORDERED',
			page_size: '200',
			ordered_on__gt: expect.stringMatching(/Z$/) as string,
		});
	});
});

describe('polls', () => {
	// reliability: The same order twice, also at one moment | New Order Trigger
	it('do not overlap', async () => {
		const { poll } = aTrigger({ ...once, ...fromDate });
		place(1);
		sandbox.faults.add({ kind: 'slow', delayMs: 300, method: 'GET' });
		const [one, other] = await Promise.all([poll(), poll()]);
		expect([...new Set([...idsOf(one), ...idsOf(other)])]).toHaveLength(1);
		expect(listed()).toHaveLength(1);
	});
});

describe('Fetch test event', () => {
	it('shows no order of another status, though Apicbase lists it', async () => {
		const item = { id: '77', order_number: '1077', status: 'CANCELLED' };
		sandbox.faults.add({ kind: 'malformedItem', item, method: 'GET' });
		const { context } = aTrigger({}, { mode: 'manual' });
		const unknown = await new ApicbaseNewOrderTrigger().poll.call(context);
		expect(unknown!.flat().map(({ json }) => json.id)).toEqual(['77']);
		sandbox.faults.add({
			kind: 'malformedItem',
			item: { ...item, packages: [{ quantity_ordered: '1' }] },
			method: 'GET',
		});
		expect(await new ApicbaseNewOrderTrigger().poll.call(context)).toBeNull();
	});

	it.each(['newestFirst', 'oldestFirst'] as const)(
		'shows the newest orders and touches no memory (%s)',
		async (ordering) => {
			sandbox.setSwitches({ ordering });
			sandbox.addOrders({ count: 25, startingAt: ago(30 * 24 * hourMs), everyMs: hourMs });
			const { context, memory } = aTrigger({ options: { pageSize: 10 } }, { mode: 'manual' });
			const shown = await new ApicbaseNewOrderTrigger().poll.call(context);
			expect(shown![0]!.map(({ json }) => json.id)).toEqual(
				sandbox
					.orders()
					.map(({ id }) => id)
					.reverse()
					.slice(0, 10),
			);
			expect(memory()).toEqual({});
		},
	);
});

it('drains a backlog of 1,000 orders, oldest first, with 6 requests a poll at most', async () => {
	// Polls come once a minute at most, here as fast as they can: the sandbox must not count them as one minute.
	sandbox.addOrders({ count: 1000, startingAt: ago(19 * 24 * hourMs), everyMs: 120_000 });
	const { poll } = aTrigger({ ...once, ...fromDate, limit: 250, separateRuns: false });
	const found: unknown[] = [];
	const requests: number[] = [];
	for (let polls = 0; polls < 5; polls += 1) {
		const before = listed().length;
		found.push(...idsOf(await poll()));
		requests.push(listed().length - before);
	}
	expect(found).toEqual(sandbox.orders().map(({ id }) => id));
	expect(Math.max(...requests)).toBeLessThanOrEqual(6);
}, 120_000);
