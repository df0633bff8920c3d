import type { IDataObject, INodeExecutionData, IPollFunctions, IRun } from 'n8n-workflow';
import { ApicbaseNewOrderTrigger } from '../../nodes/Apicbase/ApicbaseNewOrderTrigger.node.ts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { aPollContext } from '../support/contexts.mts';
import { anOAuth2Credential } from '../support/credentialsHelper.mts';
import type { LogLine } from '../support/log.mts';

type Done = NonNullable<Parameters<IPollFunctions['__emit']>[2]>;

/** A run that n8n would have started. */
interface Started {
	outputs: INodeExecutionData[][];
	done: Done | undefined;
}

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ switches: { rateLimitPerMinute: 1_000_000 } });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const node = new ApicbaseNewOrderTrigger();
const hourMs = 3_600_000;
const ago = (ms: number) => new Date(Date.now() - ms).toISOString();

/** The trigger as n8n's in-memory engine holds it: one context for all polls of a registration. */
function aTrigger(parameters: IDataObject = {}, more: { staticData?: IDataObject; mode?: 'manual'; credential?: IDataObject; budgetMs?: number } = {}) {
	const runs: Started[] = [];
	const log: LogLine[] = [];
	const context = aPollContext({
		node,
		parameters,
		log,
		credentials: { apicbaseOAuth2Api: { ...anOAuth2Credential(sandbox), ...more.credential } },
		...(more.staticData && { staticData: { 'node:Apicbase New Order Trigger': structuredClone(more.staticData) } }),
		...(more.mode && { mode: more.mode }),
		...(more.budgetMs !== undefined && { getPollBudgetMs: () => more.budgetMs! }),
		__emit: (outputs, _response, done) => void runs.push({ outputs, done }),
	});
	const poll = async () => {
		const before = runs.length;
		const returned = await node.poll.call(context);
		if (returned !== null) runs.push({ outputs: returned, done: undefined });
		return runs.slice(before);
	};
	const memory = () => JSON.parse(JSON.stringify(context.getWorkflowStaticData('node'))) as IDataObject;
	return { context, poll, memory, runs, log };
}

const once = { delivery: 'once' };
const fromDate = { startFrom: 'date', startDate: ago(20 * 24 * hourMs) };
const idsOf = (runs: Started[], output = 0) => runs.flatMap(({ outputs }) => (outputs[output] ?? []).map(({ json }) => json.id));
const end = async (run: Started, status: 'success' | 'error', message = 'The ERP is closed') => {
	run.done!.resolve({ status, data: { resultData: status === 'error' ? { error: { message } } : {} } } as unknown as IRun);
	await Promise.resolve();
};
const listed = () => sandbox.state.requests.filter(({ method, path }) => method === 'GET' && path.includes('purchase_orders'));
const place = (count = 1) => sandbox.addOrders({ count }).map(({ id }) => id);

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
		const [, recent] = sandbox.addOrders([{ orderedOn: ago(30 * 24 * hourMs) }, { orderedOn: ago(10 * 24 * hourMs) }]);
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

describe('an order', () => {
	it('is put out as Apicbase sent it, with sync', async () => {
		const { poll } = aTrigger(once);
		await poll();
		const [order] = sandbox.addOrders({ count: 1 });
		const [run] = await poll();
		const { sync, ...sent } = run!.outputs[0]![0]!.json;
		expect(sent).toEqual(order!.body);
		expect(sync).toEqual({
			externalId: `apicbase-${order!.id}`,
			fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
			source: 'poll',
			receivedAt: expect.stringMatching(/Z$/) as string,
			changed: false,
			attempt: 1,
		});
	});

	it('that cannot be read is handed on once, marked so, and holds back no other', async () => {
		const { poll } = aTrigger(once);
		await poll();
		const ids = place(1);
		sandbox.faults.add({ kind: 'malformedItem', times: 3, item: { id: '77', order_number: '1077' }, method: 'GET' });
		const runs = await poll();
		expect(idsOf(runs).sort()).toEqual([...ids, '77'].sort());
		const broken = runs.map(({ outputs }) => outputs[0]![0]!.json).find(({ id }) => id === '77');
		expect(broken).toMatchObject({ validation: { valid: false, summary: 'Cannot sync order 1077. The order has no lines.' } });
		expect(idsOf(await poll())).toEqual([]);
	});

	it('is asked for by its status when an expression gives none', async () => {
		const { poll } = aTrigger({ ...once, statuses: '={{ null }}' });
		await poll();
		expect(listed().map(({ query }) => query.status)).toEqual(['ORDERED']);
	});

	it('that is delivered before the poll is found when deliveries are asked for too', async () => {
		const { poll } = aTrigger({ ...once, statuses: ['ORDERED', 'DELIVERED'] });
		await poll();
		const [order] = sandbox.addOrders([{ status: 'DELIVERED' }]);
		expect(idsOf(await poll())).toEqual([order!.id]);
	});
});

describe('many orders', () => {
	it('come in the limit, oldest first, one run each', async () => {
		sandbox.addOrders({ count: 7, startingAt: ago(8 * hourMs), everyMs: hourMs });
		const ids = sandbox.orders().map(({ id }) => id);
		const { poll } = aTrigger({ ...once, ...fromDate, limit: 3 });
		const polls = [await poll(), await poll(), await poll(), await poll()];
		expect(polls.map((runs) => runs.map((run) => idsOf([run])))).toEqual([
			ids.slice(0, 3).map((id) => [id]), ids.slice(3, 6).map((id) => [id]), [[ids[6]]], [],
		]);
	});

	it('come in one run when that is chosen', async () => {
		sandbox.addOrders({ count: 3, startingAt: ago(3 * hourMs), everyMs: hourMs });
		const { poll } = aTrigger({ ...once, ...fromDate, separateRuns: false });
		expect((await poll()).map((run) => idsOf([run]))).toEqual([sandbox.orders().map(({ id }) => id)]);
	});

	it.each([
		['next as a number', { nextLink: 'integer' as const }, 10],
		['next always empty', { nextLink: 'null' as const }, 10],
		['the oldest first', { ordering: 'oldestFirst' as const }, 10],
		['a page size that is refused', { maximumPageSize: 100, pageSizeAboveMaximum: 'refuse' as const }, 200],
		['a page size that is refused without being named', { maximumPageSize: 100, pageSizeAboveMaximum: 'refuse' as const, refusals: 'detail' as const }, 200],
		['dates only, and no word about what is refused', { filterFormat: 'date' as const, refusals: 'detail' as const }, 10],
		['moments that say no time zone', { timestamps: 'none' as const }, 10],
		['moments with an offset', { timestamps: 'offset' as const }, 10],
		['dates only', { filterFormat: 'date' as const }, 10],
		['dates that end with their day', { filterFormat: 'date' as const, dateFilterBoundary: 'endOfDay' as const }, 10],
		['inclusive bounds', { orderedOnGt: 'inclusive' as const }, 10],
	])('are all found with %s', async (_, switches, pageSize) => {
		sandbox.setSwitches(switches);
		sandbox.addOrders({ count: 37, startingAt: ago(10 * hourMs), everyMs: 60_000 });
		const { poll } = aTrigger({ ...once, ...fromDate, limit: 15, options: { pageSize } });
		const found = [...(await poll()), ...(await poll()), ...(await poll()), ...(await poll())];
		expect(idsOf(found)).toEqual(sandbox.orders().map(({ id }) => id));
	});

	it('are all found while new ones push the pages along', async () => {
		sandbox.addOrders({ count: 23, startingAt: ago(10 * hourMs), everyMs: 60_000 });
		sandbox.faults.add({ kind: 'newOrder', times: 6, method: 'GET' });
		const { poll } = aTrigger({ ...once, ...fromDate, options: { pageSize: 5 } });
		const found = [...(await poll()), ...(await poll()), ...(await poll())];
		expect(idsOf(found).sort()).toEqual(sandbox.orders().map(({ id }) => id).sort());
	});
});

describe('a quiet poll', () => {
	it('takes one request and leaves the memory as it is', async () => {
		place(5);
		const { poll, memory } = aTrigger();
		await poll();
		const [before, requests] = [memory(), listed().length];
		expect(await poll()).toEqual([]);
		expect(memory()).toEqual(before);
		expect(listed().length - requests).toBe(1);
		expect(listed().at(-1)!.query).toMatchObject({ status: 'ORDERED', page_size: '200', ordered_on__gt: expect.stringMatching(/Z$/) as string });
	});
});

describe('Again Until the Run Succeeds', () => {
	const quick = { retryAfterMinutes: 0, maxAttempts: 2 };

	it('hands an order on once when its run ends well', async () => {
		const { poll } = aTrigger(quick);
		await poll();
		const ids = place(1);
		const [run] = await poll();
		expect(idsOf([run!])).toEqual(ids);
		expect(await poll()).toEqual([]);
		await end(run!, 'success');
		expect(await poll()).toEqual([]);
	});

	it('tries again after a bad end, then gives up once, and keeps it listed', async () => {
		const { poll, memory } = aTrigger(quick);
		await poll();
		const [id] = place(1);
		const [first] = await poll();
		await end(first!, 'error');
		const [second] = await poll();
		expect(second!.outputs[0]![0]!.json).toMatchObject({ id, sync: { attempt: 2 } });
		await end(second!, 'error');
		const [last] = await poll();
		expect(last!.outputs).toMatchObject([[], [{ json: { id, sync: { attempt: 2 }, givenUp: { attempts: 2, reason: 'The ERP is closed' } } }]]);
		const { givenUp, order_number: number } = last!.outputs[1]![0]!.json as { givenUp: IDataObject; order_number: string };
		expect(givenUp.message).toBe(
			`Cannot sync order ${number}. The workflow did not get through with it in 2 tries: "The ERP is closed"`,
		);
		expect(await poll()).toEqual([]);
		expect(Object.values(JSON.parse(memory().givenUp as string) as object)).toMatchObject([{ id, attempts: 2 }]);
	});

	it('brings an order back that was given up when more attempts are allowed', async () => {
		const { poll, memory } = aTrigger({ retryAfterMinutes: 0, maxAttempts: 1 });
		await poll();
		const ids = place(1);
		await end((await poll())[0]!, 'error');
		expect(idsOf(await poll(), 1)).toEqual(ids);
		expect(idsOf(await aTrigger({ retryAfterMinutes: 0, maxAttempts: 2 }, { staticData: memory() }).poll())).toEqual(ids);
	});

	it('waits before the next try', async () => {
		const { poll } = aTrigger({ retryAfterMinutes: 5 });
		await poll();
		place(1);
		await end((await poll())[0]!, 'error');
		expect(await poll()).toEqual([]);
	});

	it('finds an order to try again that was delivered meanwhile', async () => {
		const { poll } = aTrigger(quick);
		await poll();
		const [id] = place(1);
		await end((await poll())[0]!, 'error');
		sandbox.state.orders.get(id!)!.status = 'DELIVERED';
		expect(idsOf(await poll())).toEqual([id]);
	});

	it('starts no more than twenty runs at once', async () => {
		sandbox.addOrders({ count: 30, startingAt: ago(3 * hourMs), everyMs: 1000 });
		const { poll } = aTrigger(fromDate);
		const first = await poll();
		expect([first.length, (await poll()).length]).toEqual([20, 0]);
		for (const run of first.slice(0, 5)) await end(run, 'success');
		expect(await poll()).toHaveLength(5);
	});

	it('hands an order on again when n8n started no run for it', async () => {
		const { poll } = aTrigger();
		await poll();
		const ids = place(1);
		(await poll())[0]!.done!.resolve(undefined);
		await Promise.resolve();
		const [again] = await poll();
		expect(again!.outputs[0]![0]!.json).toMatchObject({ id: ids[0], sync: { attempt: 1 } });
	});
});

describe('Again Until Marked as Fetched at Apicbase', () => {
	it('hands an order on again until it is marked', async () => {
		const { poll } = aTrigger({ delivery: 'untilFetched', redeliverAfterMinutes: 0 });
		await poll();
		const [id] = place(1);
		const [first] = await poll();
		expect(idsOf([first!])).toEqual([id]);
		expect(await poll()).toEqual([]);
		await end(first!, 'success');
		const [second] = await poll();
		expect(second!.outputs[0]![0]!.json).toMatchObject({ id, sync: { attempt: 2 } });
		await end(second!, 'success');
		sandbox.state.orders.get(id!)!.fetchedAtMicros = Date.now() * 1000;
		expect(await poll()).toEqual([]);
		expect(listed().at(-1)!.query).toMatchObject({ fetched_by_supplier: 'false' });
	});

	it('finds what is not marked without any memory when it starts from there', async () => {
		const [first, second] = place(2);
		sandbox.state.orders.get(first!)!.fetchedAtMicros = Date.now() * 1000;
		const lost = { delivery: 'untilFetched', redeliverAfterMinutes: 0 };
		expect(idsOf(await aTrigger({ ...lost, startFrom: 'unfetched' }).poll())).toEqual([second]);
		expect(idsOf(await aTrigger(lost).poll())).toEqual([]);
	});

	it('looks at the mark itself when Apicbase does not know the filter', async () => {
		sandbox.setSwitches({ fetchedFilterName: 'is_fetched', marksInItems: true });
		const { poll } = aTrigger({ delivery: 'untilFetched', redeliverAfterMinutes: 0 });
		await poll();
		const [first, second] = place(2);
		sandbox.state.orders.get(first!)!.fetchedAtMicros = Date.now() * 1000;
		expect(idsOf(await poll())).toEqual([second]);
	});
});

describe('a fault', () => {
	it('that passes is held back in the first polls, told in the log and with the next order', async () => {
		const { poll, log } = aTrigger(once, { budgetMs: 100 });
		sandbox.setSwitches({ outage: true });
		expect([await poll(), await poll()]).toEqual([[], []]);
		await expect(poll()).rejects.toMatchObject({ message: 'Cannot look for new orders. Apicbase gives out no access tokens right now.' });
		expect(log.filter(({ level }) => level === 'warn')).toHaveLength(2);
	});

	it('at the start loses no order placed during it', async () => {
		const { poll } = aTrigger(once);
		sandbox.faults.add({ kind: 'serverError', times: 4 });
		expect(await poll()).toEqual([]);
		await new Promise((resolve) => setTimeout(resolve, 1100));
		const ids = place(1);
		const [run] = await poll();
		expect(idsOf([run!])).toEqual(ids);
		expect(run!.outputs[0]![0]!.json.sync).toMatchObject({
			notices: ['Cannot look for new orders. Apicbase is not available right now. That was when the trigger had just started; it goes on by itself.'],
		});
	}, 30_000);

	it('that somebody has to put right is told at once', async () => {
		await expect(aTrigger({}, { credential: { clientSecret: 'wrong' } }).poll()).rejects.toMatchObject({
			message: 'Cannot look for new orders. Apicbase gave no access token.',
			failure: { cause: 'credential-invalid' },
		});
	});

	it('in the middle of the pages changes nothing', async () => {
		const { poll, memory } = aTrigger({ ...once, options: { pageSize: 2 } });
		await poll();
		const before = memory();
		const ids = place(7);
		sandbox.faults.add({ kind: 'forbidden', after: 2, method: 'GET' });
		await expect(poll()).rejects.toMatchObject({ failure: { cause: 'configuration-invalid' } });
		expect(memory()).toEqual(before);
		expect(idsOf(await poll())).toEqual(ids);
	});
});

describe('what n8n stores', () => {
	it('is healed when it is damaged, with a notice and no loss', async () => {
		const { poll, memory } = aTrigger(once);
		await poll();
		const ids = place(1);
		const damaged = { ...memory(), seen: 42, floorMs: 'x' };
		const [run] = await aTrigger(once, { staticData: damaged }).poll();
		expect(idsOf([run!])).toEqual(ids);
		expect((run!.outputs[0]![0]!.json.sync as IDataObject).notices).toEqual([
			'Part of what the trigger remembered could not be read (floorMs, seen). Nothing is left out, but orders of the last days may come again.',
		]);
	});

	it('of another account goes on from its time, with a notice', async () => {
		const { poll, memory } = aTrigger(once);
		await poll();
		const ids = place(1);
		const [run] = await aTrigger(once, { staticData: { ...memory(), source: 'another' } }).poll();
		expect(idsOf([run!])).toEqual(ids);
		expect((run!.outputs[0]![0]!.json.sync as IDataObject).notices).toHaveLength(1);
	});
});

describe('Silence', () => {
	it('is told once when it begins and once when it ends', async () => {
		const { poll, memory } = aTrigger({ options: { silenceAlarmHours: 24 } });
		await poll();
		const later = aTrigger({ options: { silenceAlarmHours: 24 } }, { staticData: { ...memory(), lastArrivalMs: Date.now() - 25 * hourMs } });
		const began = await later.poll();
		expect(began.map(({ outputs }) => outputs)).toMatchObject([[[], [], [{ json: { silence: 'began', hours: 25 } }]]]);
		expect(await later.poll()).toEqual([]);
		const ids = place(1);
		const ended = await later.poll();
		expect(idsOf(ended, 2)).toHaveLength(1);
		expect(ended[0]!.outputs[2]).toMatchObject([{ json: { silence: 'ended' } }]);
		expect(idsOf(ended.slice(1))).toEqual(ids);
	});
});

describe('polls', () => {
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
	it.each(['newestFirst', 'oldestFirst'] as const)('shows the newest orders and touches no memory (%s)', async (ordering) => {
		sandbox.setSwitches({ ordering });
		sandbox.addOrders({ count: 25, startingAt: ago(30 * 24 * hourMs), everyMs: hourMs });
		const { context, memory } = aTrigger({ options: { pageSize: 10 } }, { mode: 'manual' });
		const shown = await node.poll.call(context);
		expect(shown![0]!.map(({ json }) => json.id)).toEqual(sandbox.orders().map(({ id }) => id).reverse().slice(0, 10));
		expect(memory()).toEqual({});
	});
});

it('drains a backlog of 10,000 orders, oldest first, with 60 requests a poll at most', async () => {
	// Polls come once a minute at most, here as fast as they can: the sandbox must not count them as one minute.
	sandbox.addOrders({ count: 10_000, startingAt: ago(19 * 24 * hourMs), everyMs: 120_000 });
	const { poll } = aTrigger({ ...once, ...fromDate, limit: 1000, separateRuns: false });
	const found: unknown[] = [];
	const requests: number[] = [];
	for (let polls = 0; polls < 11; polls += 1) {
		const before = listed().length;
		found.push(...idsOf(await poll()));
		requests.push(listed().length - before);
	}
	expect(found).toEqual(sandbox.orders().map(({ id }) => id));
	expect(Math.max(...requests)).toBeLessThanOrEqual(60);
}, 120_000);
