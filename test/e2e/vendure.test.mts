import { importExample } from '../../harness/n8n/importExample.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import { waitForWebhook, webhookUrl } from '../../harness/n8n/workflowParts.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { startVendure, type Vendure } from '../../harness/vendure/startVendure.mts';
import { ARTICLES } from '../../sandbox/seed/catalogue.mts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';

let vendure: Vendure;
let sandbox: Sandbox;
/** The addresses of two workflows: what one has accepted, the other's trigger has never seen. */
let urls: string[];

beforeAll(async () => {
	vendure = await startVendure(ARTICLES);
	sandbox = await startSandbox();
	const n8n = await sharedN8n();
	const credentials = [
		await n8n.client.credentials.create(
			'Apicbase account',
			'apicbaseOAuth2Api',
			anOAuth2Credential(sandbox),
		),
		await n8n.client.credentials.create('Vendure account', 'httpHeaderAuth', vendure.credential),
	];
	const publish = async () => {
		const flow = await importExample(n8n, 'orders-to-vendure', credentials, {
			settings: { vendureUrl: vendure.url },
		});
		await n8n.client.workflows.publish(flow.id);
		await waitForWebhook(webhookUrl(n8n, flow));
		return webhookUrl(n8n, flow);
	};
	urls = [await publish(), await publish()];
});

beforeEach(() => sandbox.setWebhook({ url: urls[0]! }));

afterAll(async () => {
	await Promise.all([vendure?.stop(), sandbox?.close()]);
});

const lines = [
	{ articleNumber: 'ART-001', quantity: 3 },
	{ articleNumber: 'ART-002', quantity: 1 },
];
const expectedDeliveryDate = '2027-01-11T00:00:00Z';

/** What Vendure keeps of an order: its lines by article number. */
const inVendure = async (id: string) =>
	(await vendure.orders())
		.filter(({ customFields }) => customFields.externalId === `apicbase-${id}`)
		.map((order) => order.lines.map((line) => [line.productVariant.sku, line.quantity]));

it('writes an order with all its lines, and finds it there when it comes another way', async () => {
	const { order, delivery } = await sandbox.placeOrder({ expectedDeliveryDate, lines });
	expect(delivery?.status).toBe(200);
	const whole = [
		[
			['ART-001', 3],
			['ART-002', 1],
		],
	];
	expect(await inVendure(order.id)).toEqual(whole);

	sandbox.setWebhook({ url: urls[1]! });
	expect((await sandbox.resend(order.id)).delivery?.status).toBe(200);
	expect(await inVendure(order.id)).toEqual(whole);
});

it('leaves one record when two runs pass the look-up at one moment, because the external ID is unique there', async () => {
	const named = await vendure.ask<{ createDraftOrder: { id: string } }>(
		'mutation { createDraftOrder { id } }',
	);
	const name = (orderId: string) =>
		vendure.ask(
			'mutation ($id: ID!) { setDraftOrderCustomFields(orderId: $id, input: { id: $id, customFields: { externalId: "apicbase-7" } }) { id } }',
			{ id: orderId },
		);
	await name(named.createDraftOrder.id);
	const second = await vendure.ask<{ createDraftOrder: { id: string } }>(
		'mutation { createDraftOrder { id } }',
	);
	await expect(name(second.createDraftOrder.id)).rejects.toThrow(/UNIQUE/);
});

it('refuses an article that Vendure does not have, and writes nothing', async () => {
	const { order, delivery } = await sandbox.placeOrder({
		expectedDeliveryDate,
		lines: [...lines, { articleNumber: 'ART-999', name: 'Dragon fruit', quantity: 1 }],
	});
	expect(delivery?.status).toBe(422);
	expect(await inVendure(order.id)).toEqual([]);
});

it('refuses for now while Vendure is away', async () => {
	await vendure.stop();
	const { delivery } = await sandbox.placeOrder({ expectedDeliveryDate, lines });
	expect(delivery?.status).toBe(503);
});
