import { setTimeout as pause } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../../sandbox/startSandbox.mts';
import {
	ago,
	end,
	fromDate,
	hourMs,
	idsOf,
	once,
	triggersAt,
	type Started,
} from '../../../harness/pollTrigger.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ switches: { rateLimitPerMinute: 1_000_000 } });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const { aTrigger, listed, place } = triggersAt(() => sandbox);

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

	// reliability: Cut-off body, or wrong JSON | New Order Trigger
	it('that cannot be read is handed on once, marked so, and holds back no other', async () => {
		const { poll } = aTrigger(once);
		await poll();
		const ids = place(1);
		sandbox.faults.add({
			kind: 'malformedItem',
			times: 3,
			item: { id: '77', order_number: '1077' },
			method: 'GET',
		});
		const runs = await poll();
		expect(idsOf(runs).sort()).toEqual([...ids, '77'].sort());
		const broken = runs.map(({ outputs }) => outputs[0]![0]!.json).find(({ id }) => id === '77');
		expect(broken).toMatchObject({
			validation: { valid: false, summary: 'Cannot sync order 1077. The order has no lines.' },
		});
		expect(idsOf(await poll())).toEqual([]);
	});

	it.each([
		['={{ null }}', ['ORDERED']],
		[
			['delivered', 'ORDERED', 'CANCELLED'],
			['ORDERED', 'DELIVERED'],
		],
	])(
		'is asked for by its status, the one it has first before the other: %j',
		async (statuses, asked) => {
			const { poll } = aTrigger({ ...once, statuses });
			await poll();
			expect(listed().map(({ query }) => query.status)).toEqual(asked);
		},
	);

	it('that is delivered before the poll is found when deliveries are asked for too', async () => {
		const { poll } = aTrigger({ ...once, statuses: ['ORDERED', 'DELIVERED'] });
		await poll();
		const [order] = sandbox.addOrders([{ status: 'DELIVERED' }]);
		expect(idsOf(await poll())).toEqual([order!.id]);
	});
});

describe('Until Its Run Succeeds', () => {
	const quick = { retryAfterMinutes: 0, maxAttempts: 2 };
	/** What a poll hands on while whose reading this run ends well. */
	const pollWhileEnding = async (poll: () => Promise<Started[]>, run: Started) => {
		sandbox.faults.add({ kind: 'slow', delayMs: 300, method: 'GET' });
		const reading = poll();
		while (listed().at(-1)?.status !== null) await pause(5);
		await end(run, 'success');
		return await reading;
	};

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

	it('does not hand an order on again when its run ends well while a poll reads', async () => {
		const { poll } = aTrigger(quick);
		await poll();
		place(1);
		const [run] = await poll();
		expect([await pollWhileEnding(poll, run!), await poll()]).toEqual([[], []]);
	});

	it('does not hand an order on again when n8n gave that poll a memory from before it was handed on', async () => {
		const { context, poll, memory } = aTrigger(quick);
		await poll();
		const before = memory();
		place(1);
		const [run] = await poll();
		Object.assign(context.getWorkflowStaticData('node'), before);
		expect([await pollWhileEnding(poll, run!), await poll()]).toEqual([[], []]);
	});

	// reliability: ERP down or refuses | New Order Trigger
	it('tries again after a bad end, then gives up once, says so in the log, and keeps it listed', async () => {
		const { poll, memory, log } = aTrigger(quick);
		await poll();
		const [id] = place(1);
		const [first] = await poll();
		await end(first!, 'error');
		const [second] = await poll();
		expect(second!.outputs[0]![0]!.json).toMatchObject({ id, sync: { attempt: 2 } });
		await end(second!, 'error');
		const [last] = await poll();
		expect(last!.outputs).toMatchObject([
			[],
			[
				{
					json: { id, sync: { attempt: 2 }, givenUp: { attempts: 2, reason: 'The ERP is closed' } },
				},
			],
		]);
		const { givenUp, order_number: number } = last!.outputs[1]![0]!.json as {
			givenUp: IDataObject;
			order_number: string;
		};
		expect(givenUp.message).toBe(
			`Cannot sync order ${number}. The workflow did not complete it in 2 attempts: "The ERP is closed"`,
		);
		expect(await poll()).toEqual([]);
		expect(log.map(({ message }) => message)).toEqual([
			`Apicbase New Order Trigger: order ${number} leaves by Given Up.`,
		]);
		expect(Object.values(JSON.parse(memory().parcels as string) as object)).toMatchObject([
			{ id, output: 'given_up', failures: 2 },
		]);
	});

	it('brings an order back that was given up when more attempts are allowed', async () => {
		const { poll, memory } = aTrigger({ retryAfterMinutes: 0, maxAttempts: 1 });
		await poll();
		const ids = place(1);
		await end((await poll())[0]!, 'error');
		expect(idsOf(await poll(), 1)).toEqual(ids);
		expect(
			idsOf(
				await aTrigger({ retryAfterMinutes: 0, maxAttempts: 2 }, { staticData: memory() }).poll(),
			),
		).toEqual(ids);
	});

	it('waits before the next attempt', async () => {
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

	it('starts no more than four runs at once, or as many as were chosen', async () => {
		sandbox.addOrders({ count: 30, startingAt: ago(3 * hourMs), everyMs: 1000 });
		const { poll } = aTrigger(fromDate);
		const first = await poll();
		expect([first.length, (await poll()).length]).toEqual([4, 0]);
		for (const run of first.slice(0, 3)) await end(run, 'success');
		expect(await poll()).toHaveLength(3);
		const wide = aTrigger({ ...fromDate, options: { maxRunsAtOnce: 20 } });
		expect(await wide.poll()).toHaveLength(20);
	});

	it('starts all runs of a poll at once when an order is never repeated, unless a number is chosen', async () => {
		sandbox.addOrders({ count: 30, startingAt: ago(3 * hourMs), everyMs: 1000 });
		expect(await aTrigger({ ...once, ...fromDate }).poll()).toHaveLength(30);
		const options = { maxRunsAtOnce: 7 };
		expect(await aTrigger({ ...once, ...fromDate, options }).poll()).toHaveLength(7);
	});

	// reliability: n8n refuses runs (quota) | New Order Trigger
	it('hands an order on again when n8n started no run for it', async () => {
		const { poll } = aTrigger();
		await poll();
		const ids = place(1);
		(await poll())[0]!.done!.resolve(undefined);
		await Promise.resolve();
		const [again] = await poll();
		expect(again!.outputs[0]![0]!.json).toMatchObject({ id: ids[0], sync: { attempt: 1 } });
	});

	it('hands an order on again when n8n calls its run successful and not finished, as one that Redis lost', async () => {
		const { poll } = aTrigger({ retryAfterMinutes: 0 });
		await poll();
		const [id] = place(1);
		await end((await poll())[0]!, 'success', '', false);
		const [again] = await poll();
		expect(again!.outputs[0]![0]!.json).toMatchObject({ id, sync: { attempt: 2 } });
		await end(again!, 'success');
		expect(await poll()).toEqual([]);
	});
});

describe('Until Marked as Fetched', () => {
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
		expect(listed().at(-2)!.query).toMatchObject({ fetched_by_supplier: 'false' });
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
