import { ARTICLES, CUSTOMERS } from '../../sandbox/seed/catalogue.mts';
import type { OrderView } from '../../sandbox/wire/orderView.mts';
import { packedTarball } from '../../harness/n8n/packedTarball.mts';
import { legacyEngine } from '../../harness/n8n/testN8n.mts';
import { until } from '../../harness/n8n/processes.mts';
import type { StoredWorkflow } from '../../harness/n8n/workflowApi.mts';
import { fakeErp, type FakeErp } from '../../harness/fakeErp.mts';
import { startSurroundings, type Surroundings } from '../../harness/wholeFlow.mts';

let erp: FakeErp;
let around: Surroundings;
let flow: StoredWorkflow;

const settings = {
	tellMail: 'it@wholesale.example',
	articleDataMail: 'article-data@wholesale.example',
};
const expectedDeliveryDate = '2027-01-11T00:00:00Z';

beforeAll(async () => {
	erp = await fakeErp();
	around = await startSurroundings({
		tarball: packedTarball().path,
		env: legacyEngine,
		erpCredential: { type: 'httpHeaderAuth', data: erp.credential },
	});
	await around.fillReferenceData(ARTICLES, CUSTOMERS);
	const errorWorkflow = await around.add('when-a-run-stops', { settings });
	const subWorkflow = await around.add('take-one-order-rest', {
		settings: { ...settings, erpUrl: erp.url },
	});
	for (const { id } of [errorWorkflow, subWorkflow]) await around.n8n.client.workflows.publish(id);
	flow = await around.add('orders-with-safety-net', { subWorkflow, errorWorkflow });
	// Between the polls of a test there is no other, which would find the ERP down and have the order rest.
	pollTrigger(flow).parameters.pollTimes = {
		item: [{ mode: 'custom', cronExpression: '0 0 1 1 *' }],
	};
	await around.n8n.client.workflows.update(flow.id, { nodes: flow.nodes });
	await around.receiveOrders(flow);
});

afterAll(async () => {
	await Promise.all([around?.close(), erp?.stop()]);
});

const pollTrigger = ({ nodes }: Pick<StoredWorkflow, 'nodes'>) =>
	nodes.find(({ name }) => name === 'Apicbase New Order Trigger')!;

/** n8n polls when a workflow is published, which saves waiting for the minute to end. */
async function pollNow(): Promise<void> {
	await around.n8n.client.workflows.unpublish(flow.id);
	await around.n8n.client.workflows.publish(flow.id);
	await around.waitForWebhook();
}

const isMarked = async ({ id }: OrderView): Promise<boolean> =>
	(await until(() => (around.sandbox.order(id)?.fetched ? true : undefined), 60_000)) ?? false;
const inErp = ({ id }: OrderView) =>
	erp.orders().filter((order) => order.external_id === `apicbase-${id}`);
const outcomesOf = async ({ orderNumber }: OrderView) =>
	(await around.syncLog(orderNumber)).map(({ outcome }) => outcome);

it('writes an order that came by webhook, confirms and marks it', async () => {
	const { order, delivery } = await around.sandbox.placeOrder({
		expectedDeliveryDate,
		lines: [{ articleNumber: 'ART-001', quantity: 3 }],
	});
	expect(delivery?.status).toBe(200);
	expect(await isMarked(order)).toBe(true);
	expect(inErp(order)).toMatchObject([
		{
			customer_number: 'C-42',
			lines: [{ article_number: 'ART-001', quantity: 3, price: '12.500' }],
		},
	]);
	expect(around.sandbox.order(order.id)).toMatchObject({ fetched: true, viewed: true });
	await around.mailServer.mailTo('c-42@customers.example', order.orderNumber);
});

it('writes an order once when the webhook brought it and the poll finds it too', async () => {
	const order = around.sandbox.orders().at(-1)!;
	around.sandbox.state.orders.get(order.id)!.fetchedAtMicros = null;
	await pollNow();
	expect(await isMarked(order)).toBe(true);
	expect(inErp(order)).toHaveLength(1);
	expect(await outcomesOf(order)).toEqual(['completed', 'already_synced']);
});

it('accepts while the ERP is down, tells somebody, and writes the order when the ERP is back', async () => {
	await erp.stop();
	const { order, delivery } = await around.sandbox.placeOrder({
		expectedDeliveryDate,
		lines: [{ articleNumber: 'ART-002', quantity: 1 }],
	});
	expect(delivery?.status).toBe(200);
	const { subject } = await around.mailServer.mailTo(settings.tellMail, order.orderNumber);
	expect(subject).toBe(`Cannot sync order ${order.orderNumber}. The ERP did not answer.`);
	expect(around.sandbox.order(order.id)).toMatchObject({
		status: 'ORDERED',
		fetched: false,
		viewed: false,
	});

	await erp.restart();
	await pollNow();
	expect(await isMarked(order)).toBe(true);
	expect(inErp(order)).toHaveLength(1);
	expect(await outcomesOf(order)).toEqual(['released', 'completed']);
});

it('finds an order that never reached the webhook', async () => {
	const [order] = around.sandbox.addOrders([
		{ expectedDeliveryDate, lines: [{ articleNumber: 'ART-004', quantity: 2 }] },
	]);
	await pollNow();
	expect(await isMarked(order!)).toBe(true);
	expect(inErp(order!)).toHaveLength(1);
});

it('tells a person about an order that cannot be accepted, and does not bring it again', async () => {
	const { order } = await around.sandbox.placeOrder({
		expectedDeliveryDate,
		lines: [{ articleNumber: 'ART-999', name: 'Dragon fruit', price: '5.000', quantity: 2 }],
	});
	expect(await isMarked(order)).toBe(true);
	const { subject } = await around.mailServer.mailTo(settings.articleDataMail, order.orderNumber);
	expect(subject).toContain('Line 1, Dragon fruit, ');
	await pollNow();
	expect(inErp(order)).toEqual([]);
	expect(await outcomesOf(order)).toEqual(['refused']);
});

it('tells the order desk about an order that the customer was refused', async () => {
	const { order, delivery } = await around.sandbox.placeOrder({
		expectedDeliveryDate,
		lines: [{ articleNumber: ' ', name: 'Dill', quantity: 1 }],
	});
	expect([delivery?.status, inErp(order)]).toEqual([422, []]);
	const { subject, text } = await around.mailServer.mailTo(
		'order-desk@wholesale.example',
		order.orderNumber,
	);
	expect(subject).toBe(
		`Cannot sync order ${order.orderNumber}. Line 1, Dill, is missing an article number.`,
	);
	expect(text).toContain('Dill');
});

it('logs an order whose number is a formula under this very number, whether the ERP takes it or the checks refuse it', async () => {
	const place = async (articleNumber: string, orderNumber: string) =>
		await around.sandbox.placeOrder({
			expectedDeliveryDate,
			lines: [{ articleNumber, name: 'Dragon fruit', quantity: 2 }],
			overrides: { order_number: orderNumber },
		});
	const [taken, refused] = [await place('ART-001', '=1+1'), await place('ART-999', '@SUM(A1)')];
	expect([await isMarked(taken.order), await isMarked(refused.order)]).toEqual([true, true]);
	expect((await around.syncLog('=1+1')).map(({ outcome }) => outcome)).toEqual(['completed']);
	expect((await around.syncLog('@SUM(A1)')).map(({ outcome }) => outcome)).toEqual(['refused']);
});

it('tells somebody when no order comes any more', async () => {
	const { nodes } = await around.n8n.client.workflows.get(flow.id);
	const trigger = pollTrigger({ nodes });
	expect(trigger.parameters.options).toEqual({ silenceAlarmHours: 24 });
	trigger.parameters.options = { silenceAlarmHours: 0.0001 };
	await around.n8n.client.workflows.update(flow.id, { nodes });
	await pollNow();
	const { subject } = await around.mailServer.mailTo(
		'order-desk@wholesale.example',
		'No new order has come',
	);
	expect(subject).toContain('Check that customers can order and that the connection works.');
});
