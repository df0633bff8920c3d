import { setTimeout as pause } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { ApicbaseNewOrderTrigger } from '../../../nodes/Apicbase/ApicbaseNewOrderTrigger.node.ts';
import { startSandbox, type Sandbox } from '../../../sandbox/startSandbox.mts';
import {
	ago,
	end,
	fromDate,
	hourMs,
	idsOf,
	once,
	triggersAt,
} from '../../../harness/pollTrigger.mts';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ switches: { rateLimitPerMinute: 1_000_000 } });
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

const { aTrigger, place } = triggersAt(() => sandbox);

describe('a fault', () => {
	// reliability: Apicbase is down, slow, answers 429 or 5xx | New Order Trigger
	it('that passes is held back in the first polls, told in the log and with the next order', async () => {
		const { poll, log } = aTrigger(once);
		sandbox.setSwitches({ outage: true });
		expect([await poll(), await poll()]).toEqual([[], []]);
		await expect(poll()).rejects.toMatchObject({
			message: 'Cannot look for new orders. Apicbase gives out no access tokens right now.',
		});
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
			notices: [
				'Cannot look for new orders. Apicbase is not available right now. That was when the trigger had just started; it goes on by itself.',
			],
		});
		place(1);
		const [next] = await poll();
		expect(next!.outputs[0]![0]!.json.sync).not.toHaveProperty('notices');
	}, 30_000);

	// reliability: Apicbase is down, slow, answers 429 or 5xx | New Order Trigger
	it.each([
		[600, 600_000],
		[3600, 900_000],
	])('that asks for %d s makes n8n wait %d ms', async (retryAfter, retryAfterMs) => {
		// Its own, since nobody else asks Apicbase for as long.
		const throttling = await startSandbox();
		const { poll } = triggersAt(() => throttling).aTrigger(once);
		for (let polls = 0; polls < 3; polls += 1) await poll();
		throttling.faults.add({ kind: 'throttled', retryAfter });
		await expect(poll()).rejects.toMatchObject({
			failure: { cause: 'rate-limited', retryAfterMs },
		});
		await throttling.close();
	});

	// reliability: Revoked token, wrong secret | New Order Trigger
	it('that somebody has to correct is told at once, and again when n8n tries again', async () => {
		const { poll, memory } = aTrigger({}, { credential: { clientSecret: 'wrong' } });
		for (let attempt = 1; attempt <= 5; attempt += 1)
			await expect(poll()).rejects.toMatchObject({
				message: 'Cannot look for new orders. Apicbase gave no access token.',
				failure: { cause: 'credential-invalid' },
			});
		expect(memory()).toEqual({});
	});

	it('of a new trigger is told at publishing, also when the scheduler polls at that moment', async () => {
		const { context, poll } = aTrigger({}, { credential: { clientSecret: 'wrong' } });
		const refused = { message: 'Cannot look for new orders. Apicbase gave no access token.' };
		const scheduled = Object.assign(Object.create(context) as typeof context, {
			getActivationMode: () => 'update',
			getPollBudgetMs: () => 36_000,
			__commitCursor: () => Promise.resolve(),
		});
		const byScheduler = new ApicbaseNewOrderTrigger().poll.call(scheduled);
		const [first, atPublishing] = await Promise.allSettled([byScheduler, poll()]);
		expect([first, atPublishing]).toMatchObject([{ reason: refused }, { reason: refused }]);
	});

	it('does not reach the poll at publishing of a trigger that has worked, when another is at work', async () => {
		const { context, poll } = aTrigger(once);
		await poll();
		sandbox.setSwitches({ outage: true });
		const published = Object.create(context) as typeof context;
		const atWork = poll();
		expect(await new ApicbaseNewOrderTrigger().poll.call(published)).toBeNull();
		await expect(atWork).rejects.toMatchObject({
			message: 'Cannot look for new orders. Apicbase is not available right now.',
		});
	});

	// reliability: Apicbase is down, slow, answers 429 or 5xx | New Order Trigger
	it('in the middle of the pages keeps what was read, and is told when it lasts', async () => {
		const { poll } = aTrigger({ ...once, options: { pageSize: 2 } });
		await poll();
		const ids = place(7);
		sandbox.faults.add({ kind: 'forbidden', after: 2, times: 2, method: 'GET' });
		const first = idsOf(await poll());
		expect(first).toHaveLength(4);
		await expect(poll()).rejects.toMatchObject({ failure: { cause: 'configuration-invalid' } });
		expect([...first, ...idsOf(await poll())].sort()).toEqual([...ids].sort());
	});
});

describe('what n8n stores', () => {
	it('at publishing must be stored for a new trigger, not for one that has worked', async () => {
		const { context, poll, log } = aTrigger(once);
		const sentence = 'n8n could not store what this poll learned. It says: "SQLITE_FULL"';
		context.__commitCursor = () => Promise.reject(new Error('SQLITE_FULL'));
		await expect(poll()).rejects.toMatchObject({ name: 'NodeOperationError', message: sentence });
		expect(await poll()).toEqual([]);
		expect(log).toMatchObject([
			{ level: 'warn', message: `Apicbase New Order Trigger: ${sentence}` },
		]);
	});

	it('with durable cursors says how runs ended, also when a poll ends in an error', async () => {
		const { context, poll, memory, log } = aTrigger();
		await poll();
		place(1);
		const [run] = await poll();
		await end(run!, 'success');
		const committed: IDataObject[] = [];
		Object.assign(context, {
			getActivationMode: () => 'update',
			getPollBudgetMs: () => 36_000,
			__commitCursor: () => Promise.resolve(void committed.push(memory())),
		});
		sandbox.faults.add({ kind: 'forbidden', times: 1, method: 'GET' });
		await expect(poll()).rejects.toMatchObject({ failure: { cause: 'configuration-invalid' } });
		expect(committed).toMatchObject([{ parcels: '{}' }]);
		// n8n does so itself when a poll ends well.
		await poll();
		expect(committed).toHaveLength(1);
		Object.assign(context, {
			__commitCursor: () => Promise.reject(new Error('database is locked')),
		});
		sandbox.faults.add({ kind: 'forbidden', times: 1, method: 'GET' });
		await expect(poll()).rejects.toMatchObject({ failure: { cause: 'configuration-invalid' } });
		expect(log.map(({ message }) => message)).toEqual([
			'Apicbase New Order Trigger: n8n could not store what this poll learned. It says: "database is locked"',
		]);
	});

	it('may be lost under the scheduler, also during an outage: what is placed from the next poll on counts as new', async () => {
		const { context, poll } = aTrigger();
		Object.assign(context, {
			getActivationMode: () => 'update',
			getPollBudgetMs: () => 36_000,
			getWorkflowStaticData: () => ({}),
		});
		sandbox.faults.add({ kind: 'forbidden', times: 1, method: 'GET' });
		await expect(poll()).rejects.toMatchObject({ failure: { cause: 'configuration-invalid' } });
		await pause(1100);
		const ids = place(1);
		expect(idsOf(await poll())).toEqual(ids);
	});

	// reliability: Package upgraded | New Order Trigger
	it('is healed when it is damaged, with a notice and no loss', async () => {
		const { poll, memory } = aTrigger(once);
		await poll();
		const ids = place(1);
		const damaged = { ...memory(), seen: 42, floorMs: 'x' };
		const healed = aTrigger(once, { staticData: damaged });
		const [run] = await healed.poll();
		expect(idsOf([run!])).toEqual(ids);
		place(1);
		const [next] = await healed.poll();
		expect(next!.outputs[0]![0]!.json.sync).not.toHaveProperty('notices');
		expect((run!.outputs[0]![0]!.json.sync as IDataObject).notices).toEqual([
			'Part of what the trigger remembered could not be read (floorMs, seen). Nothing is left out, but orders of the last days may come again.',
		]);
	});

	it('of another account is put away, with a notice', async () => {
		const { poll, memory } = aTrigger(once, { credential: { baseUrl: `${sandbox.url}/x/..` } });
		await poll();
		// A moment ago: of one millisecond, the trigger could not say which came first.
		sandbox.addOrders({ count: 1, startingAt: new Date(Date.now() - hourMs).toISOString() });
		const another = aTrigger(once, { staticData: memory() });
		expect(await another.poll()).toEqual([]);
		const ids = place(1);
		const [run] = await another.poll();
		expect(idsOf([run!])).toEqual(ids);
		expect((run!.outputs[0]![0]!.json.sync as IDataObject).notices).toHaveLength(1);
	});

	it('of another account is put away once, though the scheduler finds it until a run is started', async () => {
		const { poll, memory } = aTrigger(once);
		await poll();
		const stored = { ...memory(), account: 'another' };
		const another = aTrigger(once);
		Object.assign(another.context, {
			getActivationMode: () => 'update',
			getPollBudgetMs: () => 36_000,
			getWorkflowStaticData: () => ({ ...stored }),
		});
		expect(await another.poll()).toEqual([]);
		await pause(20);
		const ids = place(1);
		await pause(20);
		expect(idsOf(await another.poll())).toEqual(ids);
	});
});

describe('No New Orders', () => {
	it('is told once when it begins and once when it ends', async () => {
		const { poll, memory } = aTrigger({ options: { silenceAlarmHours: 24 } });
		await poll();
		const later = aTrigger(
			{ options: { silenceAlarmHours: 24 } },
			{ staticData: { ...memory(), lastArrivalMs: Date.now() - 25 * hourMs } },
		);
		const began = await later.poll();
		expect(began.map(({ outputs }) => outputs)).toMatchObject([
			[[], [], [{ json: { silence: 'began', hours: 25 } }]],
		]);
		expect(await later.poll()).toEqual([]);
		const ids = place(1);
		const ended = await later.poll();
		expect(idsOf(ended, 2)).toHaveLength(1);
		expect(ended[0]!.outputs[2]).toMatchObject([{ json: { silence: 'ended' } }]);
		expect(idsOf(ended.slice(1))).toEqual(ids);
	});

	it('leaves what happened to the trigger for the next order to say', async () => {
		const parameters = { options: { silenceAlarmHours: 24 } };
		const { poll, memory } = aTrigger(parameters);
		await poll();
		const staticData = { ...memory(), lastArrivalMs: Date.now() - 25 * hourMs, seen: 42 };
		const damaged = aTrigger(parameters, { staticData });
		const [began] = await damaged.poll();
		place(1);
		const [ended, order] = await damaged.poll();
		for (const silence of [began, ended])
			expect(silence!.outputs[2]![0]!.json).not.toHaveProperty('sync');
		expect((order!.outputs[0]![0]!.json.sync as IDataObject).notices).toHaveLength(1);
	});

	it('is the output after Orders where nothing is given up, and says "1 hour", not "1 hours"', async () => {
		const parameters = { ...once, options: { silenceAlarmHours: 1 } };
		const { poll, memory } = aTrigger(parameters);
		await poll();
		const staticData = { ...memory(), lastArrivalMs: Date.now() - 1.5 * hourMs };
		const [began] = await aTrigger(parameters, { staticData }).poll();
		expect(began!.outputs[1]![0]!.json.message).toMatch(/^No new order .* for 1 hour\. Check/);
	});
});

it('tells of a list that it cannot read to its end: at publishing in the log, then once by an error', async () => {
	const parameters = { ...fromDate, limit: 1, options: { pageSize: 1 } };
	sandbox.addOrders({ count: 250, startingAt: ago(3 * hourMs), everyMs: 1000 });
	const { poll, memory } = aTrigger(parameters);
	await poll();
	const stored = memory();
	const reading = JSON.parse(stored.reading as string) as IDataObject;
	const startedAtMs = Date.now() - hourMs;
	const published = aTrigger(parameters, {
		staticData: { ...stored, reading: JSON.stringify({ ...reading, startedAtMs }) },
	});
	await published.poll();
	const sentence = expect.stringMatching(
		/^[^.]*New orders come late\..* for \d+ minutes/,
	) as string;
	expect(published.log).toMatchObject([{ level: 'warn', message: sentence }]);
	await expect(published.poll()).rejects.toMatchObject({ message: sentence });
	expect(await published.poll()).toHaveLength(1);
}, 60_000);

it('says once that a restart may bring orders again where two triggers stand in one workflow', async () => {
	const inOneWorkflow = (id: string) => {
		const trigger = aTrigger(once);
		const { context } = trigger;
		const node = { ...context.getNode(), id };
		return Object.assign(trigger, {
			context: Object.assign(context, {
				// n8n's scheduler without durable cursors.
				getActivationMode: () => 'update',
				getPollBudgetMs: () => 36_000,
				getNode: () => node,
				getWorkflow: () => ({ id: 'of two triggers', name: '', active: true }),
			}),
		});
	};
	const [one, other] = [inOneWorkflow('one'), inOneWorkflow('other')];
	await one.poll();
	await other.poll();
	const noticesOf = async () => {
		place(1);
		const [run] = await one.poll();
		return (run!.outputs[0]![0]!.json.sync as IDataObject).notices;
	};
	expect(await noticesOf()).toEqual([
		expect.stringMatching(/^Two Apicbase New Order Triggers stand in one workflow\./),
	]);
	expect(await noticesOf()).toBeUndefined();
});
