import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { itemsOf, type Execution } from '../../harness/n8n/executionApi.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import { aNode } from '../../harness/n8n/workflowParts.mts';
import { publishPolling, untilPolled } from '../../harness/pollingFlow.mts';

let n8n: RunningN8n;
let sandbox: Sandbox;
let errorWorkflow: string;
let flow: string;

beforeAll(async () => {
	[n8n, sandbox] = await Promise.all([
		sharedN8n(),
		startSandbox({ switches: { rateLimitPerMinute: null } }),
	]);
	const { workflows } = n8n.client;
	({ id: errorWorkflow } = await workflows.create({
		name: 'When a run stops',
		nodes: [aNode('Told', 'n8n-nodes-base.errorTrigger')],
		connections: {},
	}));
	await workflows.publish(errorWorkflow);
	({ id: flow } = await publishPolling(
		n8n,
		sandbox,
		{ startFrom: 'date', startDate: '2020-01-01T00:00:00Z', retryAfterMinutes: 0.05 },
		() => [],
	));
	await workflows.update(flow, { settings: { executionOrder: 'v1', errorWorkflow } });
	await workflows.unpublish(flow);
	await workflows.publish(flow);
	// n8n publishes behind its answer, and a new trigger that cannot work at all is told there.
	await untilPolled(sandbox);
});
afterAll(async () => {
	await sandbox?.close();
});

/** The newest run of the error workflow, once it has this many. */
async function told(count: number): Promise<Record<string, unknown>> {
	const runs = await n8n.client.executions.waitFor(errorWorkflow, count);
	return itemsOf(runs.at(-1)!, 'Told')[0]!;
}

const runsThatEnded = async (status: Execution['status']) =>
	(await n8n.client.executions.list(flow)).filter((run) => run.status === status).length;

// reliability: Revoked token, wrong secret | New Order Trigger
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
