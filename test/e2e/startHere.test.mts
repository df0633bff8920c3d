import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { importExample, readExample } from '../../harness/n8n/importExample.mts';
import { until } from '../../harness/n8n/processes.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import type { StoredWorkflow } from '../../harness/n8n/workflowApi.mts';
import { waitForWebhook, webhookUrl } from '../../harness/n8n/workflowParts.mts';

let n8n: RunningN8n;
let sandbox: Sandbox;
let flow: StoredWorkflow;

beforeAll(async () => {
	[n8n, sandbox] = await Promise.all([sharedN8n(), startSandbox()]);
	const { credentials } = n8n.client;
	flow = await importExample(n8n, 'start-here', [
		await credentials.create('Apicbase account', 'apicbaseOAuth2Api', anOAuth2Credential(sandbox)),
		await credentials.create('SMTP account', 'smtp', { host: '127.0.0.1', port: 1 }),
	]);
});

afterAll(async () => await sandbox?.close());

const rows = async () =>
	await n8n.client.dataTables.rows(await n8n.client.dataTables.find('Apicbase First Orders'));
const run = async (trigger: string) => {
	const { workflows, executions } = n8n.client;
	return await executions.ended(await workflows.run(flow.id, trigger));
};

it('has eight steps, and no code in what they map', () => {
	const steps = readExample('start-here').nodes.filter(
		({ type }) => type !== 'n8n-nodes-base.stickyNote',
	);
	expect(steps).toHaveLength(8);
	expect(JSON.stringify(steps)).not.toMatch(/=>|\.map\(|n8n-nodes-base\.code/);
});

it('makes its table when "Press Once" is pressed', async () => {
	expect(await run('Press Once')).toMatchObject({ status: 'success' });
	expect(await rows()).toEqual([]);
});

it('shows the pinned order with its articles before Apicbase, an ERP or a mail server is there', async () => {
	expect(await run('Apicbase Trigger')).toMatchObject({ status: 'success' });
	expect(await rows()).toMatchObject([
		{
			externalId: 'apicbase-390500353590008',
			orderNumber: '1042',
			customerNumber: 'C-42',
			deliveryDate: '2030-01-07',
			orderText: expect.stringMatching(/3 × Crème fraîche 30%[^]*4 × Tomatoes, vine/) as string,
		},
	]);
});

it('puts a signed order into the table when it is published', async () => {
	await n8n.client.workflows.publish(flow.id);
	const url = webhookUrl(n8n, flow);
	await waitForWebhook(url);
	sandbox.setWebhook({ url });
	const { order, delivery } = await sandbox.placeOrder({
		expectedDeliveryDate: '2030-01-07T00:00:00Z',
		lines: [{ articleNumber: 'ART-003', quantity: 2 }],
	});
	expect(delivery?.status).toBe(200);
	const row = await until(
		async () => (await rows()).find(({ orderNumber }) => orderNumber === order.orderNumber),
		30_000,
	);
	expect(row?.orderText).toContain('Jalapeños, sliced');
});
