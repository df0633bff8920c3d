import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { openGate, type Gate } from '../../harness/gate.mts';
import { itemsOf, type Execution } from '../../harness/n8n/executionApi.mts';
import { packedTarball } from '../../harness/n8n/packedTarball.mts';
import { until } from '../../harness/n8n/processes.mts';
import { startN8n, type N8n } from '../../harness/n8n/startN8n.mts';
import { aNode } from '../../harness/n8n/workflowParts.mts';
import { publishPolling } from '../../harness/pollingFlow.mts';

let n8n: N8n;
let sandbox: Sandbox;
let gate: Gate;
let errorWorkflow: string;
let flow: string;

beforeAll(async () => {
	[n8n, sandbox, gate] = await Promise.all([
		startN8n({ tarball: packedTarball().path }),
		startSandbox({ switches: { rateLimitPerMinute: null } }),
		openGate(),
	]);
	const { workflows } = n8n.client;
	({ id: errorWorkflow } = await workflows.create({
		name: 'When a run stops',
		nodes: [aNode('Told', 'n8n-nodes-base.errorTrigger')],
		connections: {},
	}));
	await workflows.publish(errorWorkflow);
	const erp = aNode(
		'ERP',
		'n8n-nodes-base.httpRequest',
		{ url: gate.url, options: {} },
		{ typeVersion: 4.2 },
	);
	({ id: flow } = await publishPolling(
		n8n,
		sandbox,
		{ startFrom: 'date', startDate: '2020-01-01T00:00:00Z', retryAfterMinutes: 0.05 },
		() => [erp],
	));
	await workflows.update(flow, { settings: { executionOrder: 'v1', errorWorkflow } });
	await workflows.unpublish(flow);
	await workflows.publish(flow);
});
afterAll(async () => {
	await Promise.all([n8n?.stop(), sandbox?.close(), gate?.close()]);
});

/** The newest run of the error workflow, once it has this many. */
async function told(count: number): Promise<Record<string, unknown>> {
	const runs = await n8n.client.executions.waitFor(errorWorkflow, count, 90_000);
	return itemsOf(runs.at(-1)!, 'Told')[0]!;
}

const runsThatEnded = async (status: Execution['status']) =>
	(await n8n.client.executions.list(flow)).filter((run) => run.status === status).length;

it('the error workflow is told of a run that was cut short when n8n was killed, and the order comes again', async () => {
	gate.expect(2);
	const [order] = sandbox.addOrders({ count: 1 });
	await until(() => (gate.waiting() === 1 ? true : undefined), 30_000);
	await n8n.kill();
	gate.expect(1);
	await n8n.restart();
	expect(await told(1)).toMatchObject({ workflow: { id: flow }, execution: { mode: 'trigger' } });
	await until(async () => ((await runsThatEnded('success')) === 1 ? true : undefined), 60_000);
	expect([await runsThatEnded('crashed'), await runsThatEnded('success')]).toEqual([1, 1]);
	expect(sandbox.order(order!.id)).toMatchObject({ status: 'ORDERED' });
});

it('the error workflow is told of a poll that Apicbase stopped, by an execution of its own', async () => {
	sandbox.faults.add({ kind: 'forbidden', times: 'always' });
	const before = (await n8n.client.executions.list(errorWorkflow)).length;
	expect(await told(before + 1)).toMatchObject({
		workflow: { id: flow },
		trigger: {
			error: { message: 'Cannot look for new orders. This connection is not allowed to do that.' },
		},
	});
	sandbox.faults.clear();
	expect(await runsThatEnded('error')).toBeGreaterThan(0);
});
