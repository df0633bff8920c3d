import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { anOAuth2Credential } from '../support/credentialsHelper.mts';
import type { Credential } from '../support/n8n/credentialApi.mts';
import { itemsOf } from '../support/n8n/executionApi.mts';
import { readExample } from '../support/n8n/importExample.mts';
import { packedTarball } from '../support/n8n/packedTarball.mts';
import { startN8n, type N8n } from '../support/n8n/startN8n.mts';
import { publishOrderFlow } from '../support/orderFlow.mts';
import { serveSalesErp, type SalesErp } from '../support/salesErp.mts';

let n8n: N8n;
let sandbox: Sandbox;
let erp: SalesErp;
let credential: Credential;

beforeAll(async () => {
	[n8n, sandbox, erp] = await Promise.all([startN8n({ tarball: packedTarball().path }), startSandbox(), serveSalesErp()]);
	credential = await n8n.client.credentials.create('Apicbase', 'apicbaseOAuth2Api', anOAuth2Credential(sandbox));
});
afterAll(async () => {
	await Promise.all([n8n?.stop(), sandbox?.close(), erp?.close()]);
});

test('runs 200 orders of a date range through the same flow twice, and the second time all of them are there already', async () => {
	const inRange = sandbox.addOrders({ count: 200, startingAt: '2026-11-10T00:00:00Z', everyMs: 60_000 });
	sandbox.addOrders({ count: 20, startingAt: '2026-10-10T00:00:00Z', everyMs: 60_000 });
	const flow = await publishOrderFlow(n8n, 'order-ledger', { url: erp.url, timeoutMs: 5_000 });
	const replay = readExample('replay-orders');
	for (const node of replay.nodes) {
		if (node.credentials) node.credentials = { apicbaseOAuth2Api: { id: credential.id, name: credential.name } };
		if (node.name === 'Into the ERP') Object.assign(node.parameters, { workflowId: { __rl: true, mode: 'id', value: flow } });
	}
	const { id } = await n8n.client.workflows.create(replay);
	const press = async () => await n8n.client.executions.ended(await n8n.client.workflows.run(id, 'Start'), 90_000);

	const [first, second] = [await press(), await press()];
	expect([first.status, second.status]).toEqual(['success', 'success']);
	const outcomes = (run: typeof first) => itemsOf(run, 'Into the ERP').map(({ logEntry }) => (logEntry as { outcome: string }).outcome);
	expect(outcomes(first)).toEqual(Array.from({ length: 200 }, () => 'completed'));
	expect(outcomes(second)).toEqual(Array.from({ length: 200 }, () => 'already_synced'));
	expect(erp.sales.map(({ reference }) => reference)).toEqual(inRange.map((order) => `apicbase-${order.id}`));
});
