import { blankSpellings, nothingButBlanks, sendSpelled } from '../../harness/blankNumbers.mts';
import type { Language } from '../../core/messages/format.ts';
import { openHoldingProxy, type HoldingProxy } from '../../harness/holdingProxy.mts';
import { importExample } from '../../harness/n8n/importExample.mts';
import { scaled, until } from '../../harness/n8n/processes.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import { waitForWebhook, webhookUrl } from '../../harness/n8n/workflowParts.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { startVendure, type Vendure } from '../../harness/vendure/startVendure.mts';
import { ARTICLES } from '../../sandbox/seed/catalogue.mts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';

/** Far more than Vendure takes: only a held call reaches it. */
const timeoutMs = scaled(3_000);

/** The rules that do not refuse an order in the Dutch workflow. */
const onlyWarned = [
	'unknown_article',
	'line_quantity_unreadable',
	'line_quantity_not_positive',
	'line_quantity_not_whole',
];

let vendure: Vendure;
let proxy: HoldingProxy;
let sandbox: Sandbox;
/** The addresses of workflows in English, in Dutch, and with room for two articles: what one has accepted, the others' triggers have never seen. */
let urls: string[];
/** What the error workflow is told about the newest run that stopped since it was last asked. */
let stoppedWith: (flow?: number) => Promise<string | undefined>;

beforeAll(async () => {
	vendure = await startVendure(ARTICLES);
	sandbox = await startSandbox({ switches: { delivery: { timeoutMs: timeoutMs * 4 } } });
	const n8n = await sharedN8n();
	const credentials = [
		await n8n.client.credentials.create(
			'Apicbase account',
			'apicbaseOAuth2Api',
			anOAuth2Credential(sandbox),
		),
		await n8n.client.credentials.create('Vendure account', 'httpHeaderAuth', vendure.credential),
	];
	const { origin } = new URL(vendure.url);
	proxy = await openHoldingProxy(origin);
	const publish = async (messageLanguage: Language, articlesRead = 1000) => {
		const flow = await importExample(n8n, 'orders-to-vendure', credentials, {
			settings: { vendureUrl: vendure.url.replace(origin, proxy.url) },
		});
		for (const { name, type, parameters } of flow.nodes) {
			if (['Apicbase Trigger', 'Order Validation'].includes(name))
				parameters.messageLanguage = messageLanguage;
			if (name === 'Order Validation' && messageLanguage !== 'en')
				parameters.severities = {
					rules: onlyWarned.map((code) => ({ code, severity: 'warning' })),
				};
			if (type === 'n8n-nodes-base.httpRequest') parameters.options = { timeout: timeoutMs };
		}
		const nodes = JSON.parse(
			JSON.stringify(flow.nodes).replace('take: 1000', `take: ${articlesRead}`),
		) as typeof flow.nodes;
		await n8n.client.workflows.update(flow.id, { nodes });
		await n8n.client.workflows.publish(flow.id);
		await waitForWebhook(webhookUrl(n8n, flow));
		return flow;
	};
	const flows = [await publish('en'), await publish('nl'), await publish('en', 2)];
	urls = flows.map((flow) => webhookUrl(n8n, flow));
	const told = new Map<string, string>();
	stoppedWith = async (flow = 0) => {
		const { id } = flows[flow]!;
		// The customer is answered before the run has ended, and n8n's list leaves out a run that is just ending.
		const run = await until(async () => {
			const newest = (await n8n.client.executions.waitFor(id, 1)).at(-1);
			return newest?.error && newest.id !== told.get(id) ? newest : undefined;
		}, 10_000);
		if (run) told.set(id, run.id);
		return run?.error?.message;
	};
});

beforeEach(() => sandbox.setWebhook({ url: urls[0]! }));

afterAll(async () => {
	await Promise.all([vendure?.stop(), proxy?.close(), sandbox?.close()]);
});

const lines = [
	{ articleNumber: 'ART-001', quantity: 3 },
	{ articleNumber: 'ART-002', quantity: 1 },
];
/** The same as Vendure shows them. */
const written = lines.map(({ articleNumber, quantity }) => [articleNumber, quantity]);
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

it('refuses an article that Vendure does not have, tells the error workflow, and writes nothing', async () => {
	const { order, delivery } = await sandbox.placeOrder({
		expectedDeliveryDate,
		lines: [...lines, { articleNumber: 'ART-999', name: 'Dragon fruit', quantity: 1 }],
	});
	expect(delivery?.status).toBe(422);
	expect(await inVendure(order.id)).toEqual([]);
	expect(await stoppedWith()).toContain('Line 3, Dragon fruit,');
});

it.each(blankSpellings)(
	'writes every line of an order whose numbers have %s',
	async (_what, spell) => {
		const { order, delivery } = await sendSpelled(sandbox, expectedDeliveryDate, {
			article: spell,
			customer: spell,
		});
		expect(delivery?.status).toBe(200);
		expect(await inVendure(order.id)).toEqual([[['ART-001', 5]]]);
	},
);

it.each(nothingButBlanks)(
	'writes nothing of an order with an article number of nothing but %s',
	async (_what, blank) => {
		const { order, delivery } = await sendSpelled(sandbox, expectedDeliveryDate, {
			article: () => blank,
		});
		expect([delivery?.status, delivery?.answer]).toEqual([
			422,
			expect.stringContaining('Line 1, Crème fraîche 30%,') as string,
		]);
		expect(await inVendure(order.id)).toEqual([]);
		expect(await stoppedWith()).toMatch(
			/^Cannot sync order PO-[\d-]+\. Line 1, Crème fraîche 30%,/,
		);
	},
);

it('tells the error workflow of what is no order at all', async () => {
	const { delivery } = await sandbox.placeOrder({ lines, overrides: { packages: [] } });
	expect(delivery?.status).toBe(422);
	expect(await stoppedWith()).toMatch(/^Cannot sync order PO-[\d-]+\. The order has no lines\.$/);
});

/** Sends an order again, and returns the status and what the customer reads. */
async function sendAgain(id: string) {
	const { delivery } = await sandbox.resend(id);
	const { message } = JSON.parse(delivery?.answer ?? '{}') as { message?: string };
	return { status: delivery?.status, message };
}

const named = async (id: string) =>
	(await vendure.orders()).find(({ customFields }) => customFields.externalId === `apicbase-${id}`);

it('refuses a change, tells the error workflow, and leaves the order in Vendure as it is', async () => {
	const { order } = await sandbox.placeOrder({ expectedDeliveryDate, lines });
	sandbox.editOrder(order.id, { lines: [{ articleNumber: 'ART-003', quantity: 9 }] });
	expect(await sendAgain(order.id)).toMatchObject({
		status: 422,
		message: expect.stringContaining('with other content') as string,
	});
	expect(await inVendure(order.id)).toEqual([written]);
	expect(await stoppedWith()).toBe(
		`Cannot sync order ${order.orderNumber}. Vendure has it with other content. Change it there, or clear its external ID and cancel it, and have it sent again.`,
	);
});

it('says that an order was cancelled in Vendure, and never "received"', async () => {
	const { order } = await sandbox.placeOrder({ expectedDeliveryDate, lines });
	const { id } = (await named(order.id))!;
	await vendure.ask('mutation ($id: ID!) { cancelOrder(input: { orderId: $id }) { __typename } }', {
		id,
	});
	expect((await named(order.id))?.state).toBe('Cancelled');
	expect(await sendAgain(order.id)).toMatchObject({
		status: 422,
		message: expect.stringContaining('cancelled on our side') as string,
	});
	expect((await named(order.id))?.state).toBe('Cancelled');
	expect(await stoppedWith()).toContain('It was cancelled in Vendure.');
});

it('writes an order again that was deleted in Vendure', async () => {
	const { order } = await sandbox.placeOrder({ expectedDeliveryDate, lines });
	await vendure.ask('mutation ($id: ID!) { deleteDraftOrder(orderId: $id) { result } }', {
		id: (await named(order.id))!.id,
	});
	expect(await inVendure(order.id)).toEqual([]);
	expect((await sendAgain(order.id)).status).toBe(200);
	expect(await inVendure(order.id)).toEqual([written]);
});

it('leaves prices to Vendure, and writes customer, day and remarks into a note', async () => {
	const { order, delivery } = await sandbox.placeOrder({
		expectedDeliveryDate,
		remarks: '<b>Ring twice</b>',
		lines: [{ articleNumber: 'ART-001', price: '0.000', quantity: 1 }],
	});
	expect(delivery?.status).toBe(200);
	const { lines: [line] = [], history } = (await named(order.id))!;
	expect(line!.unitPrice).toBe(1250);
	const notes = history.items.map(({ data }) => data.note ?? '').join();
	expect(notes).toContain(
		`Apicbase order ${order.orderNumber}, customer C-42, delivery on 2027-01-11.\n\nRemarks of the customer: ‹b›Ring twice‹/b›`,
	);
	expect(notes).toContain('it must be more than zero');
});

it('refuses what Vendure does not take whole, with its words for the staff, and leaves no draft', async () => {
	const before = (await vendure.orders()).length;
	const { order, delivery } = await sandbox.placeOrder({
		expectedDeliveryDate,
		lines: [...lines, { articleNumber: 'ART-003', quantity: 100_000 }],
	});
	expect([delivery?.status, delivery?.answer]).toEqual([
		503,
		expect.stringContaining('We could not accept this order yet') as string,
	]);
	expect(await vendure.orders()).toHaveLength(before);
	expect(await stoppedWith()).toMatch(
		new RegExp(`^Cannot sync order ${order.orderNumber}. Vendure did not accept every line: .+`),
	);
});

it.each([
	['addItemToDraftOrder', 'lost'],
	['setDraftOrderCustomFields', 'lost'],
	['setDraftOrderCustomFields', 'after'],
	['setDraftOrderCustomFields', 'late'],
] as const)(
	'takes an order once when its call %s gets no answer in time (%s), and it is sent again',
	async (call, when) => {
		proxy.hold('POST', call, when);
		const { order, delivery } = await sandbox.placeOrder({ expectedDeliveryDate, lines });
		proxy.release();
		expect([delivery?.status, await inVendure(order.id)]).toEqual([503, []]);
		expect((await sendAgain(order.id)).status).toBe(200);
		expect(await inVendure(order.id)).toEqual([written]);
	},
);

it("speaks the customer's language, also about a line whose unknown article only warns", async () => {
	sandbox.setWebhook({ url: urls[1]! });
	const { order } = await sandbox.placeOrder({ expectedDeliveryDate, lines });
	expect((await sendAgain(order.id)).message).toBe(`Bestelling ${order.orderNumber} is ontvangen.`);
	sandbox.editOrder(order.id, { lines: [{ articleNumber: 'ART-003', quantity: 9 }] });
	expect((await sendAgain(order.id)).message).toContain('al met een andere inhoud ontvangen');
	expect(await stoppedWith(1)).toContain('with other content');
	const unknown = await sandbox.placeOrder({
		expectedDeliveryDate,
		lines: [...lines, { articleNumber: 'ART-999', name: 'Dragon fruit', quantity: 1 }],
	});
	expect(unknown.delivery?.answer).toContain('Regel 3 (Dragon fruit): dit artikel kennen we niet.');
	expect(await inVendure(unknown.order.id)).toEqual([]);
	expect(await stoppedWith(1)).toContain('A line has no article in Vendure.');
});

it.each(['1,5', '1.5', '0', '-3'])(
	'writes nothing of an order with a quantity of %j, also where the rules only warn of it',
	async (quantity) => {
		sandbox.setWebhook({ url: urls[1]! });
		const before = (await vendure.orders()).length;
		const [order] = sandbox.addOrders([{ expectedDeliveryDate, lines }]);
		const [first, second] = order!.body.packages as object[];
		const packages = [first, { ...second, quantity_ordered: quantity }];
		sandbox.editOrder(order!.id, { overrides: { packages } });
		expect(await sendAgain(order!.id)).toMatchObject({
			status: 422,
			message: expect.stringContaining(
				'We konden niet elke regel van deze bestelling lezen.',
			) as string,
		});
		expect(await vendure.orders()).toHaveLength(before);
		expect(await stoppedWith(1)).toMatch(
			/^Cannot sync order PO-[\d-]+\. Line 2, .+, has a quantity that is not a whole number above zero\.$/,
		);
	},
);

it('refuses nobody for an article that was not read, because Vendure has more of them', async () => {
	sandbox.setWebhook({ url: urls[2]! });
	const { order, delivery } = await sandbox.placeOrder({ expectedDeliveryDate, lines });
	expect([delivery?.status, await inVendure(order.id)]).toEqual([503, []]);
	expect(await stoppedWith(2)).toContain('Vendure has more articles than');
});

it('refuses for now while Vendure is away', async () => {
	await vendure.stop();
	const { delivery } = await sandbox.placeOrder({ expectedDeliveryDate, lines });
	expect(delivery?.status).toBe(503);
	expect(await stoppedWith()).toContain('Vendure did not answer');
});
