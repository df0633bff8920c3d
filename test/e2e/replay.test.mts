import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import type { Credential } from '../../harness/n8n/credentialApi.mts';
import { itemsOf } from '../../harness/n8n/executionApi.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import { aNode, chain } from '../../harness/n8n/workflowParts.mts';
import { publishOrderFlow } from '../../harness/orderFlow.mts';
import { serveSalesErp, type SalesErp } from '../../harness/salesErp.mts';

let n8n: RunningN8n;
let sandbox: Sandbox;
let erp: SalesErp;
let credential: Credential;

beforeAll(async () => {
	[n8n, sandbox, erp] = await Promise.all([sharedN8n(), startSandbox(), serveSalesErp()]);
	credential = await n8n.client.credentials.create(
		'Apicbase',
		'apicbaseOAuth2Api',
		anOAuth2Credential(sandbox),
	);
});
afterAll(async () => {
	await Promise.all([sandbox?.close(), erp?.close()]);
});

test('runs 200 orders of a date range through the same flow twice, and the second time all of them are there already', async () => {
	const inRange = sandbox.addOrders({
		count: 200,
		startingAt: '2026-11-10T00:00:00Z',
		everyMs: 60_000,
	});
	sandbox.addOrders({ count: 20, startingAt: '2026-10-10T00:00:00Z', everyMs: 60_000 });
	const flow = await publishOrderFlow(n8n, 'order-ledger', { url: erp.url, timeoutMs: 5_000 });
	const filters = { orderedAfter: '2026-11-10T00:00:00Z', orderedBefore: '2026-11-11T00:00:00Z' };
	const nodes = [
		aNode('Start', 'n8n-nodes-base.manualTrigger'),
		aNode(
			'Get Orders',
			'n8n-nodes-apicbase.apicbase',
			{ resource: 'order', operation: 'getAll', returnAll: true, sort: 'oldest', filters },
			{
				credentials: { apicbaseOAuth2Api: credential },
			},
		),
		aNode(
			'Into the ERP',
			'n8n-nodes-base.executeWorkflow',
			{ workflowId: { __rl: true, mode: 'id', value: flow }, options: {} },
			{ typeVersion: 1.2 },
		),
	];
	const { id } = await n8n.client.workflows.create({
		name: 'Replay',
		nodes,
		connections: chain('Start', 'Get Orders', 'Into the ERP'),
	});
	const press = async () =>
		await n8n.client.executions.ended(await n8n.client.workflows.run(id, 'Start'), 90_000);

	const [first, second] = [await press(), await press()];
	expect([first.status, second.status]).toEqual(['success', 'success']);
	const outcomes = (run: typeof first) =>
		itemsOf(run, 'Into the ERP').map(({ logEntry }) => (logEntry as { outcome: string }).outcome);
	expect(outcomes(first)).toEqual(Array.from({ length: 200 }, () => 'completed'));
	expect(outcomes(second)).toEqual(Array.from({ length: 200 }, () => 'already_synced'));
	expect(erp.sales.map(({ reference }) => reference)).toEqual(
		inRange.map((order) => `apicbase-${order.id}`),
	);
});
