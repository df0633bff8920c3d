import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { publishFlows, type CampaignFlows } from '../../scripts/campaign/flows.mts';
import { History } from '../../scripts/campaign/history.mts';
import { openCampaignErp, type CampaignErp } from '../../scripts/campaign/campaignErp.mts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { startNpmStandIn, type NpmStandIn } from '../../harness/n8n/npmStandIn.mts';
import { packedTarball } from '../../harness/n8n/packedTarball.mts';
import { packVersion } from '../../harness/n8n/packVersion.mts';
import { until } from '../../harness/n8n/processes.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { startN8n, type N8n } from '../../harness/n8n/startN8n.mts';
import { legacyEngine } from '../../harness/n8n/testN8n.mts';
import type { WorkflowDraft } from '../../harness/n8n/workflowApi.mts';
import { waitForWebhook } from '../../harness/n8n/workflowParts.mts';
import { anOrder } from '../../harness/orders.mts';
import { untilPolled } from '../../harness/pollingFlow.mts';
import { readRelease } from '../../harness/releases.mts';
import { post, postSigned } from '../../harness/signedPost.mts';

interface Installed {
	packageName: string;
	installedVersion: string;
	installedNodes: Array<{ type: string }>;
}

const { name, version: older } = JSON.parse(
	readFileSync(join(repositoryRoot(), 'package.json'), 'utf8'),
) as { name: string; version: string };
const newer = older.replace(/\.(\d+)\.\d+$/, (_, minor) => `.${Number(minor) + 1}.0`);
let npm: NpmStandIn;
let n8n: N8n;
let sandbox: Sandbox;
let erp: CampaignErp;

beforeAll(async () => {
	[npm, sandbox, erp] = await Promise.all([
		startNpmStandIn(),
		startSandbox({ switches: { rateLimitPerMinute: null } }),
		openCampaignErp(new History()),
	]);
	await npm.offer(older, packedTarball().path);
	const update = await packVersion(newer);
	await npm.offer(newer, update.path);
	await rm(dirname(update.path), { recursive: true });
	n8n = await startN8n({ env: { ...npm.env, ...legacyEngine } });
});
afterAll(async () => {
	await Promise.all([n8n?.stop(), sandbox?.close(), erp?.close(), npm?.close()]);
});

const expectedDeliveryDate = '2100-01-04T06:00:00Z';
let lastId = 0;
const aNewOrder = () =>
	anOrder({ id: `upgrade-${++lastId}`, expected_delivery_date: expectedDeliveryDate });
const list = () => sandbox.addOrders([{ expectedDeliveryDate }])[0]!.id;
const booked = (id: string) =>
	erp.sales.filter(({ reference }) => reference === `apicbase-${id}`).length;
const hasBooked = (id: string) => until(() => (booked(id) > 0 ? true : undefined), 60_000);
/** What the buttons "Install" and "Update" of the community nodes screen send. */
const press = (method: 'POST' | 'PATCH', version: string) =>
	n8n.client.session.send<Installed>(method, '/rest/community-packages', { name, version });

// reliability: Package upgraded | Apicbase Trigger
// reliability: Package upgraded | New Order Trigger
it('goes on where it was when n8n updates the package under active workflows, and after the next start', async () => {
	expect(await press('POST', older)).toMatchObject({ packageName: name, installedVersion: older });
	const flows = await publishFlows(n8n, sandbox, erp.url);
	const saved = await n8n.client.workflows.create(
		readRelease<WorkflowDraft>('everyParameter.workflow.json'),
	);
	const send = (order: unknown) =>
		postSigned(flows['answered afterwards'].url, order, sandbox.clientSecret);
	const [sent, listed] = [aNewOrder(), list()];
	expect((await send(sent)).status).toBe(200);
	await hasBooked(listed);
	erp.feel('down');
	const owed = list();
	await aFailedRun(flows);
	const before = await stored(flows, saved.id);

	expect(await press('PATCH', newer)).toMatchObject({ packageName: name, installedVersion: newer });
	expect(await stored(flows, saved.id)).toEqual(before);
	erp.feel('well');
	await hasBooked(owed);
	const [sentAfter, listedAfter] = [aNewOrder(), list()];
	expect([(await send(sent)).status, (await send(sentAfter)).status]).toEqual([200, 200]);
	await hasBooked(listedAfter);

	await n8n.restart();
	await waitForWebhook(flows['answered afterwards'].url);
	expect((await post(flows['answered afterwards'].url, '{}')).status).toBe(403);
	const [sentLast, listedLast] = [aNewOrder(), list()];
	expect([(await send(sent)).status, (await send(sentLast)).status]).toEqual([200, 200]);
	await hasBooked(listedLast);
	await untilPolled(sandbox);
	expect(
		[sent.id, listed, owed, sentAfter.id, listedAfter, sentLast.id, listedLast].map(booked),
	).toEqual([1, 1, 1, 1, 1, 1, 1]);
	expect(await stored(flows, saved.id)).toEqual(before);
	expect(await n8n.client.session.send('GET', '/rest/community-packages')).toMatchObject([
		{ packageName: name, installedVersion: newer },
	]);
});

/** A run that the ERP stopped, whose order the trigger owes another one. */
async function aFailedRun({ listed }: CampaignFlows): Promise<void> {
	await until(
		async () =>
			(await n8n.client.executions.list(listed.id)).some(({ status }) => status === 'error')
				? true
				: undefined,
		60_000,
	);
}

/** The workflows as n8n keeps them. */
const stored = async (flows: CampaignFlows, ...others: string[]) =>
	await Promise.all(
		[...Object.values(flows).map(({ id }) => id), ...others].map(async (id) => {
			const { nodes, connections } = await n8n.client.workflows.get(id);
			return { nodes, connections };
		}),
	);
