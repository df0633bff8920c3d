import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INode } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { openGate, type Gate } from '../../harness/gate.mts';
import { movableClock, type MovableClock } from '../../harness/n8n/movableClock.mts';
import { until } from '../../harness/n8n/processes.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import type { N8n } from '../../harness/n8n/startN8n.mts';
import { startOwnN8n } from '../../harness/n8n/testN8n.mts';
import { aNode, chain, waitForWebhook, webhookUrl } from '../../harness/n8n/workflowParts.mts';
import { openBookingErp, type BookingErp } from '../../harness/bookingErp.mts';
import { anOrder } from '../../harness/orders.mts';
import { book, publishPolling, untilPolled } from '../../harness/pollingFlow.mts';
import { postSigned } from '../../harness/signedPost.mts';

const hourMs = 3_600_000;
const minuteMs = 60_000;
const scheduler = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	// Plans and fires every second what the moved clock has made due.
	N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '1',
	N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
};
const settingsOf: Record<string, Record<string, string>> = {
	"n8n's in-memory engine": {},
	'the durable scheduler': scheduler,
	'the durable scheduler with durable cursors': {
		...scheduler,
		N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
	},
};
/** Which of them this is about; jest.config.mjs has a project for each. */
const { engine } = globalThis as unknown as { engine: string };
const env = settingsOf[engine]!;
const isScheduled = 'N8N_SCHEDULER_ENABLED' in env;

const triggerOf = (nodes: INode[]): INode => nodes.find(({ name }) => name === 'New Order')!;
const waitAt = ({ url }: Gate): INode =>
	aNode('Gate', 'n8n-nodes-base.httpRequest', { url, options: {} }, { typeVersion: 4.2 });

describe(`under ${engine}`, () => {
	let clock: MovableClock;
	let quotaFolder: string;
	let n8n: N8n;
	let sandbox: Sandbox;
	let erp: BookingErp;
	let refusals = 0;
	let flow = '';

	beforeAll(async () => {
		clock = await movableClock();
		quotaFolder = await mkdtemp(join(tmpdir(), 'apicbase-quota-'));
		n8n = await startOwnN8n({
			...env,
			...clock.env,
			EXTERNAL_HOOK_FILES: join(repositoryRoot(), 'harness/n8n/refuseRuns.cjs'),
			REFUSE_RUNS_FILE: quotaFile(),
		});
	});
	afterAll(async () => {
		await n8n?.stop();
		await Promise.all([clock?.close(), rm(quotaFolder, { recursive: true, force: true })]);
	});
	beforeEach(async () => {
		refusals = 0;
		[sandbox, erp] = await Promise.all([
			startSandbox({ switches: { rateLimitPerMinute: null }, clock: () => clock.now() }),
			openBookingErp((shelf) => (shelf === 'orders' && refusals-- > 0 ? 'refuse' : 'take')),
		]);
	});
	afterEach(async () => {
		if (flow !== '') await n8n.client.workflows.unpublish(flow);
		await Promise.all([sandbox.close(), erp.close()]);
	});

	const quotaFile = () => join(quotaFolder, 'used-up');
	const place = (count: number) => sandbox.addOrders({ count }).map(({ id }) => `apicbase-${id}`);
	const asked = (name: string) =>
		erp
			.asked(name)
			.map(({ externalId }) => externalId)
			.sort();
	const untilAsked = (shelf: string, count: number) =>
		until(() => (asked(shelf).length >= count ? true : undefined), 30_000);
	const shelf = (name: string) => `${erp.url}/${name}`;
	/** Orders as their first runs had them, and what came again. */
	const atFirst = (name: string) =>
		erp
			.asked(name)
			.filter(({ attempt }) => attempt === 1)
			.map(({ externalId }) => externalId)
			.sort();
	const comeAgain = (name: string) =>
		erp
			.asked(name)
			.filter(({ attempt }) => attempt > 1)
			.map(({ externalId }) => externalId);
	const publish = async (after: INode[] = []) => {
		({ id: flow } = await publishPolling(
			n8n,
			sandbox,
			{ maxAttempts: 2 },
			() => [book('ERP', shelf('orders')), ...after],
			book('Given Up', shelf('given-up')),
		));
	};
	/** Publishes the webhook's trigger with the same secret. */
	const receive = async () => {
		const apicbaseOAuth2Api = await n8n.client.credentials.create(
			'Webhook',
			'apicbaseOAuth2Api',
			anOAuth2Credential(sandbox),
		);
		const trigger = aNode(
			'Trigger',
			'n8n-nodes-apicbase.apicbaseTrigger',
			{},
			{
				webhookId: randomUUID(),
				credentials: { apicbaseOAuth2Api },
			},
		);
		const workflow = await n8n.client.workflows.create({
			name: 'Orders by webhook',
			nodes: [trigger, book('ERP', shelf('webhook'))],
			connections: chain('Trigger', 'ERP'),
		});
		await n8n.client.workflows.publish(workflow.id);
		const url = webhookUrl(n8n, workflow);
		await waitForWebhook(url);
		return { id: workflow.id, url };
	};
	const untilRunsEnd = () =>
		until(
			async () =>
				(await n8n.client.executions.list(flow)).every(({ status }) => status !== 'running')
					? true
					: undefined,
			30_000,
		);
	/** As if a trigger were asked every two hours. */
	const pollTwoHourly = async (times: number) => {
		for (let poll = 0; poll < times; poll += 1) {
			await untilRunsEnd();
			await clock.move(2 * hourMs);
			await untilPolled(sandbox, 1);
		}
	};

	// reliability: Hours between two polls | New Order Trigger
	it('an order whose run ended well never runs again, and one that was refused runs once more, when two hours lie between polls', async () => {
		await publish();
		refusals = 1;
		const placed = place(3);
		await untilAsked('orders', 3);
		await pollTwoHourly(5);
		await untilAsked('orders', 4);
		await pollTwoHourly(2);
		const counts = placed.map((id) => asked('orders').filter((one) => one === id).length);
		expect(counts.sort()).toEqual([1, 1, 2]);
		expect(asked('given-up')).toEqual([]);
	});

	// reliability: n8n refuses runs (quota) | Apicbase Trigger
	// reliability: n8n refuses runs (quota) | New Order Trigger
	it('n8n refuses to run anything for ten hours: every order arrives once, none is given up, and a customer reads that theirs was not sent', async () => {
		await publish();
		const webhook = await receive();
		await writeFile(quotaFile(), '');
		const placed = place(3);
		const sent = anOrder({ id: 'by-webhook' });
		await untilPolled(sandbox, 2);
		expect((await postSigned(webhook.url, sent, sandbox.clientSecret)).status).toBe(500);
		await pollTwoHourly(5);
		await rm(quotaFile());
		await pollTwoHourly(3);
		await untilAsked('orders', 3);
		for (const status of ['accepted', 'already_accepted'])
			expect(await postSigned(webhook.url, sent, sandbox.clientSecret)).toMatchObject({
				status: 200,
				body: { status },
			});
		await untilAsked('webhook', 1);
		await untilPolled(sandbox);
		await n8n.client.workflows.unpublish(webhook.id);
		expect(asked('orders')).toEqual(placed);
		expect(asked('webhook')).toEqual(['apicbase-by-webhook']);
		expect([...erp.asked('orders'), ...erp.asked('webhook')].map(({ attempt }) => attempt)).toEqual(
			[1, 1, 1, 1],
		);
		expect(asked('given-up')).toEqual([]);
	});

	it('two triggers of one workflow, the second one published later, know after a restart what each has handed on', async () => {
		await publish();
		const placed = place(1);
		await untilAsked('orders', 1);
		const { nodes, connections } = await n8n.client.workflows.get(flow);
		const second = { ...triggerOf(nodes), id: randomUUID(), name: 'Second' };
		const step = book('Second ERP', shelf('second'));
		await n8n.client.workflows.update(flow, {
			nodes: [...nodes, second, step],
			connections: { ...connections, ...chain(second.name, step.name) },
		});
		await n8n.client.workflows.publish(flow);
		for (const count of [2, 1]) {
			placed.push(...place(count));
			await untilAsked('orders', placed.length);
			await untilAsked('second', placed.length - 1);
			await untilRunsEnd();
			await untilPolled(sandbox, 6);
		}
		await n8n.kill();
		placed.push(...place(1));
		await n8n.restart({ fastRestart: true });
		await untilAsked('orders', placed.length);
		await untilAsked('second', placed.length - 1);
		await pollTwoHourly(3);
		expect(atFirst('orders')).toEqual(placed);
		expect(atFirst('second')).toEqual(placed.slice(1));
		// The in-memory engine has not stored yet that the last run before the restart ended well.
		for (const name of ['orders', 'second'])
			expect([[], [placed.at(-2)]]).toContainEqual(comeAgain(name));
	});

	it('the trigger is renamed while an order is in flight, and later put back to the older version: nothing runs twice', async () => {
		const gate = await openGate();
		try {
			await publish([waitAt(gate)]);
			gate.expect(2);
			const placed = place(1);
			await until(() => (gate.waiting() === 1 ? true : undefined), 30_000);
			const before = await n8n.client.workflows.get(flow);
			const renamed = JSON.stringify(before).replaceAll('"New Order"', '"Renamed"');
			const { nodes, connections } = JSON.parse(renamed) as typeof before;
			await n8n.client.workflows.update(flow, { nodes, connections });
			await n8n.client.workflows.publish(flow);
			gate.expect(1);
			placed.push(...place(1));
			await untilAsked('orders', 2);
			await pollTwoHourly(2);
			const { nodes: older, connections: links } = before;
			await n8n.client.workflows.update(flow, { nodes: older, connections: links });
			await n8n.client.workflows.publish(flow);
			placed.push(...place(1));
			await untilAsked('orders', 3);
			await pollTwoHourly(2);
			expect(asked('orders')).toEqual(placed);
		} finally {
			await gate.close();
		}
	});

	it('two workflows that share a credential, one of them saving no executions, each hand on every order once', async () => {
		await publish();
		const { nodes, connections } = await n8n.client.workflows.get(flow);
		const copy = JSON.parse(JSON.stringify(nodes).replaceAll('/orders"', '/second"')) as INode[];
		const { id: second } = await n8n.client.workflows.create({
			name: 'Saves nothing',
			nodes: copy.map((node) => ({ ...node, id: randomUUID() })),
			connections,
			settings: {
				executionOrder: 'v1',
				saveDataSuccessExecution: 'none',
				saveDataErrorExecution: 'none',
				saveManualExecutions: false,
			},
		});
		await n8n.client.workflows.publish(second);
		const placed = place(3);
		await untilAsked('orders', 3);
		await untilAsked('second', 3);
		await pollTwoHourly(3);
		await n8n.client.workflows.unpublish(second);
		expect(asked('orders')).toEqual(placed);
		expect(asked('second')).toEqual(placed);
	});

	it.each([
		[401, { kind: 'expiredToken' } as const],
		[404, { kind: 'serverError', status: 404 } as const],
	])(
		'a trigger that has worked goes on by itself after Apicbase answered %d while n8n started',
		async (status, fault) => {
			await publish();
			const before = place(1);
			await untilAsked('orders', 1);
			await untilRunsEnd();
			await untilPolled(sandbox);
			await n8n.kill();
			sandbox.faults.add({ ...fault, times: 'always' });
			const placed = place(1);
			await n8n.restart({ fastRestart: true });
			const refused = () =>
				sandbox.state.requests.filter(
					(request) => request.status === status && request.path.includes('purchase_orders'),
				).length;
			// n8n tries a trigger five times when it starts, and asks twice after a 401. Its scheduler waits after a fault.
			await until(() => (refused() > (isScheduled ? 0 : 10) ? true : undefined), 20_000);
			sandbox.faults.clear();
			// The scheduler waits the longer, the more polls were refused.
			await until(
				async () => {
					if (asked('orders').includes(placed[0]!)) return true;
					await clock.move(31 * minuteMs);
					return undefined;
				},
				60_000,
				10_000,
			);
			expect(atFirst('orders')).toEqual([...before, ...placed]);
			const { status: publication } = await n8n.client.workflows.publication(flow);
			expect(publication).toBe('published');
		},
	);

	// reliability: Revoked token, wrong secret | New Order Trigger
	it('a new trigger with a wrong secret is told so when it is published', async () => {
		const wrong = { url: sandbox.url, clientId: sandbox.clientId, clientSecret: 'wrong' };
		// A poll of the scheduler between two tries of publishing would be told instead (docs/limits.md).
		const daily = { pollTimes: { item: [{ mode: 'everyDay', hour: 4, minute: 0 }] } };
		await expect(publishPolling(n8n, wrong, daily, () => [])).rejects.toThrow(
			'Apicbase gave no access token',
		);
	});
});
