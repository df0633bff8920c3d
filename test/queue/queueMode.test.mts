import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { serveErp, type Erp } from '../../harness/erp.mts';
import { openGate, type Gate } from '../../harness/gate.mts';
import type { Credential } from '../../harness/n8n/credentialApi.mts';
import { itemsOf } from '../../harness/n8n/executionApi.mts';
import { packedTarball } from '../../harness/n8n/packedTarball.mts';
import { scaled, until } from '../../harness/n8n/processes.mts';
import { legacyEngine } from '../../harness/n8n/testN8n.mts';
import { startQueueN8n, type QueueN8n } from '../../harness/queue/startQueueN8n.mts';
import { aNode, chain, waitForWebhook } from '../../harness/n8n/workflowParts.mts';
import { aLine, anOrder } from '../../harness/orders.mts';
import { every } from '../../harness/pollingFlow.mts';
import { post, postSigned, type Reply } from '../../harness/signedPost.mts';
import {
	callServer,
	claimStep,
	publishClaims,
	publishOrders,
	verdictOf,
	type Flow,
} from './flows.mts';

/** Workers take 25 runs each, so that two of them take 50 at once; n8n notices a dead worker within seconds, and takes none for dead that a slow machine holds up. */
const env = {
	N8N_CONCURRENCY_PRODUCTION_LIMIT: '25',
	QUEUE_WORKER_LOCK_DURATION: String(scaled(5_000)),
	QUEUE_WORKER_LOCK_RENEW_TIME: String(scaled(1_000)),
	QUEUE_WORKER_STALLED_INTERVAL: String(scaled(2_000)),
	...legacyEngine,
};

/** Where orders are verified and answered, n8n's default engine stays. */
const webhookEnv = { N8N_EXPRESSION_ENGINE: 'vm' };

let queue: QueueN8n;
let erp: Erp;
let gate: Gate;
let sandbox: Sandbox;
let credential: Credential;

beforeAll(async () => {
	[queue, erp, gate, sandbox] = await Promise.all([
		startQueueN8n({ tarball: packedTarball().path, env, webhookEnv }),
		serveErp(),
		openGate(),
		startSandbox({ switches: { rateLimitPerMinute: null } }),
	]);
	const { url, clientId, clientSecret } = sandbox;
	credential = await queue.client.credentials.create('Apicbase', 'apicbaseOAuth2Api', {
		clientId,
		clientSecret,
		baseUrl: url,
		accessTokenUrl: `${url}/oauth/token/`,
		scope: 'supplier',
	});
});

afterAll(async () => {
	await Promise.all([queue?.stop(), erp?.close(), gate?.close(), sandbox?.close()]);
});

let lastId = 0;
const aNewOrder = (changes: Record<string, unknown> = {}) =>
	anOrder({ id: `queue-${++lastId}`, ...changes });
const send = (flow: Flow, order: unknown): Promise<Reply> =>
	postSigned(flow.url, order, sandbox.clientSecret);
const statusOf = ({ status, body }: Reply) => [status, (body as { status?: string }).status];
const noOp = () => aNode('Done', 'n8n-nodes-base.noOp');
const answerStep = (operation: 'accept' | 'refuse') =>
	aNode('Answer', 'n8n-nodes-apicbase.apicbase', {
		resource: 'answer',
		operation,
		...(operation === 'refuse' && { reasons: 'We are closed.' }),
	});

describe('an order that comes to the webhook processor', () => {
	it('is accepted after it was stored, and runs on a worker as it came', async () => {
		const flow = await publishOrders(queue, credential, {}, noOp());
		const order = aNewOrder();
		expect(statusOf(await send(flow, order))).toEqual([200, 'accepted']);
		expect(statusOf(await send(flow, order))).toEqual([200, 'already_accepted']);
		expect(statusOf(await send(flow, { ...order, packages: [] }))).toEqual([422, 'refused']);
		expect(statusOf(await postSigned(flow.url, order, 'another secret'))).toEqual([403, 'refused']);
		const runs = await flow.runs(1);
		expect(runs.map(({ status }) => status)).toEqual(['success']);
		expect(itemsOf(runs[0]!, 'Done')).toMatchObject([
			{ ...order, sync: { source: 'webhook', changed: false } },
		]);
	});

	it('is answered with what the worker found, When Workflow Finishes', async () => {
		const flow = await publishOrders(
			queue,
			credential,
			{ responseMode: 'lastNode' },
			callServer('ERP', 'POST', erp.url),
		);
		const order = aNewOrder();
		erp.answerWith(500);
		expect((await send(flow, order)).status).toBe(500);
		erp.answerWith(200);
		expect(await send(flow, order)).toEqual({ status: 200, body: { created: true } });
		expect(statusOf(await send(flow, order))).toEqual([200, 'already_accepted']);
	});

	it.each([
		['accept', [200, 'accepted'], [200, 'already_accepted']],
		['refuse', [422, 'refused'], [422, 'refused']],
	] as const)(
		"gets the worker's answer By an Apicbase 'Answer' Step: %s",
		async (operation, first, again) => {
			const flow = await publishOrders(
				queue,
				credential,
				{ responseMode: 'responseNode' },
				answerStep(operation),
			);
			const order = aNewOrder();
			expect([statusOf(await send(flow, order)), statusOf(await send(flow, order))]).toEqual([
				first,
				again,
			]);
		},
	);

	it('is promised nothing when the worker ends without an answer', async () => {
		const flow = await publishOrders(queue, credential, { responseMode: 'responseNode' }, noOp());
		expect((await send(flow, aNewOrder())).status).toBe(503);
	});

	it('is checked on a worker', async () => {
		const flow = await publishOrders(
			queue,
			credential,
			{ checks: 'structure' },
			aNode('Check', 'n8n-nodes-apicbase.apicbaseOrderValidation'),
		);
		await send(
			flow,
			aNewOrder({
				packages: [aLine({ articleNumber: '' })],
				expected_delivery_date: '2100-01-04T06:00:00Z',
			}),
		);
		const [run] = await flow.runs(1);
		expect(itemsOf(run!, 'Check', 1)).toMatchObject([
			{ validation: { issues: [{ code: 'line_missing_article_number' }] } },
		]);
	});

	it('runs again after the webhook processor was killed, and the ledger knows it', async () => {
		const complete = aNode('Complete', 'n8n-nodes-apicbase.apicbase', {
			resource: 'ledger',
			operation: 'complete',
			localId: 'SO-1',
		});
		const flow = await publishOrders(queue, credential, {}, claimStep(), complete);
		const order = aNewOrder();
		await send(flow, order);
		await flow.runs(1);
		await queue.webhook.kill();
		await queue.webhook.restart();
		await waitForWebhook(flow.url);
		expect(statusOf(await send(flow, order))).toEqual([200, 'accepted']);
		expect((await flow.runs(2)).map(verdictOf)).toEqual(['claimed', 'already_synced']);
	});
});

describe('claims on two workers', () => {
	let claims: Flow;

	beforeAll(async () => {
		claims = await publishClaims(queue, gate);
	});

	/** All reach the ledger at one moment; says how often which verdict came. */
	async function claimAtOnce(externalIds: string[]): Promise<Record<string, number>> {
		gate.expect(externalIds.length);
		const json = { 'content-type': 'application/json' };
		const replies = await Promise.all(
			externalIds.map((externalId) => post(claims.url, JSON.stringify({ externalId }), json)),
		);
		const verdicts = replies.map(({ status, body }) =>
			status === 200 ? (body as { logEntry: { outcome: string } }).logEntry.outcome : 'stopped',
		);
		return Object.fromEntries(
			[...new Set(verdicts)].map((verdict) => [
				verdict,
				verdicts.filter((one) => one === verdict).length,
			]),
		);
	}

	it('give one order to at most one run of each worker, and send no run away as if the order were in the ERP', async () => {
		const {
			claimed,
			in_progress: held,
			stopped,
			...others
		} = await claimAtOnce(Array.from({ length: 50 }, () => 'one-order'));
		expect([1, 2]).toContain(claimed);
		expect(claimed! + (held ?? 0) + (stopped ?? 0)).toBe(50);
		expect(others).toEqual({});
	});

	it('take 50 different orders at once, and take none of them for completed afterwards', async () => {
		const orders = Array.from({ length: 50 }, (_, index) => `order-${index}`);
		expect(await claimAtOnce(orders)).toEqual({ claimed: 50 });
		expect(Object.keys(await claimAtOnce(orders))).not.toContain('already_synced');
	});

	it('say where runs are looked at, and once in the log of each worker, that more than one needs Postgres', async () => {
		const sentence = 'With more than one worker keep it in Postgres';
		const run = (await claims.runs(1)).find(({ status }) => status === 'success');
		expect(run!.runData.Claim).toMatchObject([
			{ hints: [{ type: 'warning', message: expect.stringContaining(sentence) as string }] },
		]);
		const members = [...queue.workers, queue.main, queue.webhook];
		expect(members.map((member) => member.log().split(sentence).length - 1)).toEqual([1, 1, 0, 0]);
	});
});

describe('orders that the main process finds', () => {
	const startDate = '2020-01-01T00:00:00Z';
	const trigger = () =>
		aNode(
			'New Orders',
			'n8n-nodes-apicbase.apicbaseNewOrderTrigger',
			{ pollTimes: every(1), startFrom: 'date', startDate, retryAfterMinutes: 0 },
			{
				credentials: { apicbaseOAuth2Api: credential },
			},
		);

	/** Waits until a run of this workflow has succeeded; returns that one whole, and all that there are. */
	async function untilOneSucceeds(workflowId: string) {
		const { executions } = queue.client;
		const found = await until(async () => {
			const runs = await executions.list(workflowId);
			const succeeded = runs.find(({ status }) => status === 'success');
			return succeeded && { runs, succeeded };
		}, 90_000);
		if (found === undefined) throw new Error(`No run of ${workflowId} succeeded.`);
		return { runs: found.runs, succeeded: await executions.get(found.succeeded.id) };
	}

	it('run on workers and come again until their run succeeds, also over a restart', async () => {
		sandbox.addOrders([
			{ overrides: { order_number: '2001' } },
			{ overrides: { order_number: '2002' } },
		]);
		const { workflows, executions } = queue.client;
		const nodes = [trigger(), callServer('ERP', 'POST', erp.url)];
		const { id } = await workflows.create({
			name: 'Polled orders',
			nodes,
			connections: chain('New Orders', 'ERP'),
		});
		erp.answerWith(500);
		await workflows.publish(id);
		await executions.waitFor(id, 2);
		erp.answerWith(200);
		await queue.main.restart();
		sandbox.addOrders([{ overrides: { order_number: '2003' } }]);
		const succeeded = async () => {
			const runs = await Promise.all(
				(await executions.list(id))
					.filter(({ status }) => status === 'success')
					.map((run) => executions.get(run.id)),
			);
			return runs
				.flatMap((run) => itemsOf(run, 'New Orders'))
				.map(({ order_number: number }) => number);
		};
		// What ended well shortly before a restart runs once more after it, so that none is missed: the ledger's part.
		const all = await until(async () => {
			const numbers = new Set(await succeeded());
			return numbers.size === 3 ? numbers : undefined;
		}, 90_000);
		await workflows.unpublish(id);
		expect(all).toEqual(new Set(['2001', '2002', '2003']));
	});

	it('come again when their worker was killed in the middle', async () => {
		sandbox.reset();
		sandbox.addOrders([{ overrides: { order_number: '2101' } }]);
		gate.expect(2);
		const { workflows } = queue.client;
		const nodes = [trigger(), callServer('ERP', 'GET', gate.url)];
		const { id } = await workflows.create({
			name: 'Killed worker',
			nodes,
			connections: chain('New Orders', 'ERP'),
		});
		await workflows.publish(id);
		await until(() => (gate.waiting() > 0 ? true : undefined), 60_000, 50);
		for (const worker of queue.workers) await worker.kill();
		gate.expect(1);
		for (const worker of queue.workers) await worker.restart();
		const { runs, succeeded } = await untilOneSucceeds(id);
		await workflows.unpublish(id);
		expect(runs[0]!.status).not.toBe('success');
		expect(itemsOf(succeeded, 'New Orders')).toMatchObject([
			{ order_number: '2101', sync: { attempt: runs.length } },
		]);
	});

	// reliability: Redis loses its jobs (queue mode) | Apicbase Trigger
	// reliability: Redis loses its jobs (queue mode) | New Order Trigger
	it('come again, and what a customer waits for is not promised, when Redis lost their jobs and gives the numbers to others', async () => {
		sandbox.reset();
		sandbox.addOrders([{ overrides: { order_number: '2201' } }]);
		const { workflows } = queue.client;
		const [others, finishing] = await Promise.all([
			publishOrders(queue, credential, {}, noOp()),
			publishOrders(queue, credential, { responseMode: 'lastNode' }, noOp()),
		]);
		const { id } = await workflows.create({
			name: 'Lost jobs',
			nodes: [trigger(), noOp()],
			connections: chain('New Orders', 'Done'),
		});
		for (const worker of queue.workers) await worker.kill();
		await queue.redis.restartEmpty();
		const hasJobMore = (member: { log(): string }) => {
			const jobs = () => member.log().split('Enqueued execution').length;
			const before = jobs();
			return () => until(() => (jobs() > before ? true : undefined), 60_000, 50);
		};
		const areInRedis = [queue.main, queue.webhook].map(hasJobMore);
		const waiting = send(finishing, aNewOrder());
		await workflows.publish(id);
		expect(await Promise.all(areInRedis.map((isOne) => isOne()))).toEqual([true, true]);
		await queue.redis.restartEmpty();
		for (const worker of queue.workers) await worker.restart();
		for (let number = 1; number <= 3; number += 1) await send(others, aNewOrder());
		expect(statusOf(await waiting)).toEqual([503, 'refused']);
		const { succeeded } = await untilOneSucceeds(id);
		await workflows.unpublish(id);
		expect(itemsOf(succeeded, 'New Orders')).toMatchObject([
			{ order_number: '2201', sync: { attempt: 2 } },
		]);
	});
});
