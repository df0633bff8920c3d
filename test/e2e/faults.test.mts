import { publishFlows, type CampaignFlows } from '../../scripts/campaign/flows.mts';
import { History } from '../../scripts/campaign/history.mts';
import { openCampaignErp, type CampaignErp } from '../../scripts/campaign/campaignErp.mts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { itemsOf } from '../../harness/n8n/executionApi.mts';
import { until } from '../../harness/n8n/processes.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import { untilPolled } from '../../harness/pollingFlow.mts';
import { waitForWebhook } from '../../harness/n8n/workflowParts.mts';
import { anOrder } from '../../harness/orders.mts';
import { post, postSigned, signatureOf, type Reply } from '../../harness/signedPost.mts';

let n8n: RunningN8n;
let sandbox: Sandbox;
let erp: CampaignErp;
let flows: CampaignFlows;

beforeAll(async () => {
	[n8n, sandbox, erp] = await Promise.all([
		sharedN8n(),
		startSandbox({ switches: { rateLimitPerMinute: null } }),
		openCampaignErp(new History()),
	]);
	flows = await publishFlows(n8n, sandbox, erp.url);
});
beforeEach(() => erp.feel('well'));
afterAll(async () => {
	await Promise.all([sandbox?.close(), erp?.close()]);
});

const expectedDeliveryDate = '2100-01-04T06:00:00Z';
let lastId = 0;
const aNewOrder = () =>
	anOrder({ id: `fault-${++lastId}`, expected_delivery_date: expectedDeliveryDate });
const send = (order: unknown) =>
	postSigned(flows['answered afterwards'].url, order, sandbox.clientSecret);
const statusOf = ({ status, body }: Reply) => [status, (body as { status?: string }).status];
const booked = (id: string) =>
	erp.sales.filter(({ reference }) => reference === `apicbase-${id}`).length;
const hasBooked = (id: string) => until(() => (booked(id) > 0 ? true : undefined), 60_000);
const list = () => sandbox.addOrders([{ expectedDeliveryDate }])[0]!.id;
const runsOf = async (id: string) => (await n8n.client.executions.list(id)).length;

async function again(change: () => Promise<unknown>, id: string): Promise<void> {
	await n8n.client.workflows.unpublish(id);
	await change();
	await n8n.client.workflows.publish(id);
}

const renameWorkflow = (id: string, name: string) => n8n.client.workflows.update(id, { name });

async function rename(id: string, nodeType: string, name: string): Promise<void> {
	const { nodes, connections } = await n8n.client.workflows.get(id);
	const trigger = nodes.find(({ type }) => type === nodeType)!;
	const { [trigger.name]: links, ...others } = connections;
	await n8n.client.workflows.update(id, {
		name: `${name} workflow`,
		nodes: nodes.map((node) => (node === trigger ? { ...node, name } : node)),
		connections: { ...others, [name]: links! },
	});
}

describe('the ERP is slow', () => {
	// reliability: ERP slow | Apicbase Trigger
	it('and the customer clicks again: the order is booked once', async () => {
		erp.feel('slow');
		const order = aNewOrder();
		const body = JSON.stringify(order);
		const impatient = fetch(flows['answered afterwards'].url, {
			method: 'POST',
			body,
			headers: { 'x-apic-webhook-signature': signatureOf(body, sandbox.clientSecret) },
			signal: AbortSignal.timeout(400),
		});
		await expect(impatient).rejects.toMatchObject({ name: 'TimeoutError' });
		erp.feel('well');
		// The ledger lets the second click in only when the first one's run has ended.
		const accepted = await until(
			async () => {
				const reply = await send(order);
				return reply.status === 200 ? reply : undefined;
			},
			30_000,
			500,
		);
		expect(statusOf(accepted!)).toEqual([200, 'accepted']);
		expect(booked(order.id)).toBe(1);
	});
});

describe('the ERP takes an order and its answer is lost', () => {
	// reliability: ERP answered, answer lost | New Order Trigger
	it('so the trigger starts another run, which finds it there', async () => {
		const before = await runsOf(flows.listed.id);
		const runs = async () => (await n8n.client.executions.list(flows.listed.id)).slice(before);
		const hasRun = (status: string) =>
			until(
				async () => ((await runs()).some((run) => run.status === status) ? true : undefined),
				60_000,
			);
		erp.feel('loses answers');
		const id = list();
		await hasRun('error');
		erp.feel('well');
		expect(await hasRun('success')).toBe(true);
		expect((await runs()).length).toBeGreaterThan(1);
		expect(booked(id)).toBe(1);
	});
});

describe('the workflow', () => {
	// reliability: Workflow or node renamed | Apicbase Trigger
	it('and its trigger are renamed: the address stays, and repeats are known', async () => {
		const { id, url } = flows['answered afterwards'];
		const order = aNewOrder();
		expect(statusOf(await send(order))).toEqual([200, 'accepted']);
		await again(() => rename(id, 'n8n-nodes-apicbase.apicbaseTrigger', 'Renamed Trigger'), id);
		await waitForWebhook(url);
		expect(statusOf(await send(order))).toEqual([200, 'already_accepted']);
		expect(statusOf(await send(aNewOrder()))).toEqual([200, 'accepted']);
	});

	// reliability: Workflow deactivated and activated | Apicbase Trigger
	it('is deactivated: orders are promised nothing, and are taken when it is active again', async () => {
		const { id, url } = flows['answered afterwards'];
		const order = aNewOrder();
		await again(async () => {
			// n8n takes a moment to forget the address; a forger's call changes nothing meanwhile.
			await until(async () => ((await post(url, '{}')).status === 404 ? true : undefined), 60_000);
			expect((await send(order)).status).toBe(404);
		}, id);
		await waitForWebhook(url);
		expect(statusOf(await send(order))).toEqual([200, 'accepted']);
		expect(booked(order.id)).toBe(1);
	});

	// reliability: Workflow deactivated and activated | New Order Trigger
	it('that polls is deactivated: what was placed meanwhile is found when it is active again, and nothing else', async () => {
		const before = list();
		await hasBooked(before);
		await untilPolled(sandbox);
		let meanwhile = '';
		await again(() => Promise.resolve((meanwhile = list())), flows.listed.id);
		await hasBooked(meanwhile);
		await untilPolled(sandbox);
		expect([before, meanwhile].map(booked)).toEqual([1, 1]);
	});

	// reliability: Workflow or node renamed | New Order Trigger
	it('that polls is renamed: it goes on where it was, with the last order at most once more', async () => {
		const before = list();
		await hasBooked(before);
		await untilPolled(sandbox);
		const runs = await runsOf(flows.listed.id);
		await again(() => renameWorkflow(flows.listed.id, 'Renamed workflow'), flows.listed.id);
		const after = list();
		await hasBooked(after);
		await untilPolled(sandbox);
		const since = await Promise.all(
			(await n8n.client.executions.list(flows.listed.id))
				.slice(runs)
				.map(({ id }) => n8n.client.executions.get(id)),
		);
		const cameAgain = since
			.flatMap((run) => itemsOf(run, 'New Orders').map(({ id }) => id))
			.filter((id) => id !== after);
		expect([[], [before]]).toContainEqual(cameAgain);
		expect([before, after].map(booked)).toEqual([1, 1]);
	});

	// reliability: Workflow or node renamed | New Order Trigger
	it('that polls has its trigger renamed: the trigger starts over at its date, and the ledger lets nothing in twice', async () => {
		const before = list();
		await hasBooked(before);
		const runs = await runsOf(flows.listed.id);
		await again(
			() => rename(flows.listed.id, 'n8n-nodes-apicbase.apicbaseNewOrderTrigger', 'Renamed Orders'),
			flows.listed.id,
		);
		const after = list();
		await hasBooked(after);
		await untilPolled(sandbox);
		expect([before, after].map(booked)).toEqual([1, 1]);
		expect(await runsOf(flows.listed.id)).toBeGreaterThan(runs + 1);
	});
});
