import type { Browser, Page } from 'playwright-core';
import type { OrderView } from '../../sandbox/wire/orderView.mts';
import { blankSpellings, nothingButBlanks, sendSpelled } from '../../harness/blankNumbers.mts';
import { openBrowser } from '../../harness/browser.mts';
import { CustomerPage } from '../../harness/customerPage.mts';
import { serveMailbox } from '../../harness/mailboxPage.mts';
import { Editor } from '../../harness/editor.mts';
import { packedTarball } from '../../harness/n8n/packedTarball.mts';
import { legacyEngine } from '../../harness/n8n/testN8n.mts';
import type { Row } from '../../harness/n8n/dataTableApi.mts';
import type { StoredWorkflow } from '../../harness/n8n/workflowApi.mts';
import { webhookUrl } from '../../harness/n8n/workflowParts.mts';
import { screenshot } from '../../harness/screenshot.mts';
import { startTryton, type Tryton } from '../../harness/tryton/startTryton.mts';
import { startSurroundings, type Surroundings } from '../../harness/wholeFlow.mts';

let tryton: Tryton;
let around: Surroundings;
let browser: Browser;
let page: Page;
let customer: CustomerPage;
let flow: StoredWorkflow;
let lookUpUrl: string;
let replayUrl: string;
let customersRead: Row[];

const people = {
	mailFrom: 'orders@wholesale.example',
	articleDataMail: 'article-data@wholesale.example',
	customerDataMail: 'customer-data@wholesale.example',
	orderDeskMail: 'order-desk@wholesale.example',
	tellMail: 'it@wholesale.example',
};

beforeAll(async () => {
	[tryton, browser] = await Promise.all([startTryton(), openBrowser()]);
	around = await startSurroundings({
		tarball: packedTarball().path,
		env: legacyEngine,
		erpCredential: { type: 'httpBasicAuth', data: tryton.login },
	});
	const settings = { ...people, erpUrl: tryton.url, companyId: 1 };
	await around.fillReferenceData(
		[],
		[{ customerNumber: 'C-1', name: 'Merged with C-42', supplierOutletId: null }],
	);
	const [own] = await tryton.client.find<{ party: number }>('company.company', [], ['party']);
	await tryton.client.call('party.party', 'write', [own!.party], { code: 'OWN' });
	await around.run(await around.add('reference-data-tryton', { settings }), 'Run Now');
	const { dataTables } = around.n8n.client;
	customersRead = await dataTables.rows(await dataTables.find('Apicbase Customers'));
	const errorWorkflow = await around.add('when-a-run-stops', { settings });
	const subWorkflow = await around.add('take-one-order-tryton', { settings });
	for (const { id } of [errorWorkflow, subWorkflow]) await around.n8n.client.workflows.publish(id);
	flow = await around.add('orders-by-webhook', { subWorkflow, errorWorkflow });
	await around.receiveOrders(flow);
	lookUpUrl = await around.openForm(await around.add('look-up-an-order'));
	replayUrl = await around.openForm(await around.add('replay-orders', { subWorkflow }));
	page = await browser.newPage({ viewport: { width: 1000, height: 1100 } });
	await page.goto(around.sandbox.url);
	customer = new CustomerPage(page);
});

afterAll(async () => {
	await Promise.all([browser?.close(), around?.close(), tryton?.close()]);
});

const expectedDeliveryDate = '2027-01-11T00:00:00Z';
const newestOrder = (): OrderView => around.sandbox.orders().at(-1)!;
const salesOf = async ({ id }: { id: string }) =>
	(await tryton.sales()).filter(({ reference }) => reference === `apicbase-${id}`);

const mailToDesk = ({ orderNumber }: OrderView) =>
	around.mailServer.mailTo(people.orderDeskMail, orderNumber);

it("reads Tryton's customers without the own company, and forgets who is no longer among them", () => {
	expect(customersRead.map(({ customerNumber }) => customerNumber).sort()).toEqual([
		'C-42',
		'C-43',
		'C-57',
	]);
});

describe("an order placed by a click on the customer's page", () => {
	it('is one sale in Tryton with its customer, lines, quantities, prices and external id, and the page says "Sent"', async () => {
		expect(await customer.placeOrder({ 'ART-001': 3, 'ART-003': 2 })).toContain('Sent – ');
		const order = newestOrder();
		expect(await salesOf(order)).toEqual([
			{
				id: expect.any(Number) as number,
				reference: `apicbase-${order.id}`,
				customerNumber: 'C-42',
				lines: [
					{ articleNumber: 'ART-001', quantity: 3, unitPrice: '12.500' },
					{ articleNumber: 'ART-003', quantity: 2, unitPrice: '4.275' },
				],
			},
		]);
	});

	it('is confirmed by mail to the customer, and marked as viewed', async () => {
		const { orderNumber } = newestOrder();
		const mail = await around.mailServer.mailTo('c-42@customers.example', orderNumber);
		expect(mail).toMatchObject({
			from: people.mailFrom,
			subject: `We received your order ${orderNumber}`,
		});
		expect(mail.text).toContain(
			'- 3 × Crème fraîche 30% (ART-001): 37.50\n- 2 × Jalapeños, sliced (ART-003): 8.55\nTotal: 46.05',
		);
		expect(newestOrder().viewed).toBe(true);
	});

	it('has a row in the sync log with all ten fields', async () => {
		const order = newestOrder();
		const [sale] = await salesOf(order);
		const [{ id, createdAt, updatedAt, ...row } = {}] = await around.syncLog(order.orderNumber);
		expect([typeof id, typeof createdAt, typeof updatedAt]).toEqual(['number', 'string', 'string']);
		expect(row).toEqual({
			externalId: `apicbase-${order.id}`,
			orderNumber: order.orderNumber,
			localId: String(sale!.id),
			direction: 'apicbase_to_erp',
			timestamp: expect.stringMatching(/^2\d{3}-\d\d-\d\dT[\d:.]+Z$/) as string,
			requestStatus: 'done',
			responseSummary: 'The sale is in Tryton.',
			errorMessage: null,
			retryCount: 0,
			outcome: 'completed',
		});
	});

	it('stays one sale when it is sent again, also when the trigger has forgotten it', async () => {
		const order = newestOrder();
		expect(await customer.sendAgain(order.orderNumber)).toContain('Sent – ');
		await around.n8n.restart();
		await around.waitForWebhook();
		expect(await customer.sendAgain(order.orderNumber)).toContain('Sent – ');
		expect(await salesOf(order)).toHaveLength(1);
		expect((await around.syncLog(order.orderNumber)).map(({ outcome }) => outcome)).toEqual([
			'completed',
			'already_synced',
			'already_synced',
		]);
	});

	it('has its lines replaced when the customer changes it after all', async () => {
		const order = newestOrder();
		around.sandbox.editOrder(order.id, { lines: [{ articleNumber: 'ART-002', quantity: 7 }] });
		await around.sandbox.resend(order.id);
		expect(await salesOf(order)).toMatchObject([
			{ lines: [{ articleNumber: 'ART-002', quantity: 7, unitPrice: '8.950' }] },
		]);
	});
});

describe('an order with an article that Tryton does not know', () => {
	it('is refused in the same click, is no sale, and the owner of the article data reads which line', async () => {
		const [order] = around.sandbox.addOrders([
			{
				status: 'IN_PROGRESS',
				expectedDeliveryDate,
				lines: [
					{ articleNumber: 'ART-001', quantity: 1 },
					{ articleNumber: 'ART-999', name: 'Dragon fruit', price: '5.000', quantity: 2 },
				],
			},
		]);
		await page.reload();
		const answer = await customer.sendAgain(order!.orderNumber);
		expect(answer).toContain('Not sent – ');
		expect(answer).toContain('Dragon fruit');
		await screenshot(page, 'whole-flow-refused');
		expect(await salesOf(order!)).toEqual([]);
		const mail = await around.mailServer.mailTo(people.articleDataMail, order!.orderNumber);
		expect(mail.subject).toMatch(/^Cannot sync order PO-\d{4}-\d{6}\. Line 2, Dragon fruit, /);
		expect(await around.syncLog(order!.orderNumber)).toMatchObject([
			{ requestStatus: 'refused', outcome: 'refused', errorMessage: mail.subject },
		]);
	});
});

describe('a sale that somebody touched in Tryton', () => {
	const lines = [{ articleNumber: 'ART-001', quantity: 3 }];
	const changed = [{ articleNumber: 'ART-002', quantity: 7 }];

	it.each([
		['was cancelled', ['cancel'], 'cancelled on our side', 'It was cancelled in the ERP'],
		[
			'was quoted',
			['quote'],
			'can no longer be changed',
			'can no longer be changed in the ERP (quotation)',
		],
	])(
		'%s: a change is refused, the order desk reads why, and the sale stays',
		async (_day, buttons, read, told) => {
			const { order } = await around.sandbox.placeOrder({ expectedDeliveryDate, lines });
			const [sale] = await salesOf(order);
			for (const button of buttons) await tryton.client.call('sale.sale', button, [sale!.id]);
			around.sandbox.editOrder(order.id, { lines: changed });
			const { delivery } = await around.sandbox.resend(order.id);
			expect([delivery?.status, delivery?.answer]).toEqual([
				422,
				expect.stringContaining(read) as string,
			]);
			expect(await salesOf(order)).toEqual([sale]);
			expect((await mailToDesk(order)).text).toContain(told);
		},
	);

	it('was deleted: nobody reads "received", and the order desk is told', async () => {
		const { order } = await around.sandbox.placeOrder({ expectedDeliveryDate, lines });
		const [sale] = await salesOf(order);
		for (const button of ['cancel', 'delete'])
			await tryton.client.call('sale.sale', button, [sale!.id]);
		const { delivery } = await around.sandbox.resend(order.id);
		expect([delivery?.status, delivery?.answer]).toEqual([
			503,
			expect.stringContaining('We are checking this order.') as string,
		]);
		expect(await salesOf(order)).toEqual([]);
		expect((await mailToDesk(order)).text).toContain('the ERP no longer has it');
	});
});

describe('while Tryton is down', () => {
	it('promises nothing, tells somebody, and loses nothing when Tryton comes back', async () => {
		await tryton.stop();
		await page.reload();
		const answer = await customer.placeOrder({ 'ART-010': 4 });
		expect(answer).toContain('Not sent – ');
		expect(answer).toContain(
			'We cannot accept orders at the moment. Please send your order again in a few minutes.',
		);
		const order = newestOrder();
		expect(order.status).toBe('IN_PROGRESS');
		const { subject } = await around.mailServer.mailTo(people.tellMail, order.orderNumber);
		expect(subject).toContain(`Cannot sync order ${order.orderNumber}. Tryton did not answer.`);

		await tryton.restart();
		expect(await customer.sendAgain(order.orderNumber)).toContain('Sent – ');
		expect(await salesOf(order)).toMatchObject([
			{ lines: [{ articleNumber: 'ART-010', quantity: 4 }] },
		]);
		expect((await around.syncLog(order.orderNumber)).map(({ outcome }) => outcome)).toEqual([
			'released',
			'completed',
		]);
	});
});

describe('the forms for staff', () => {
	const submit = async (url: string, fields: Record<string, string>) => {
		await page.goto(url);
		for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
		await page.getByRole('button').click();
		const done = page.locator('.card', { hasText: /Done|Order PO/ });
		await done.waitFor();
		return await done.innerText();
	};

	it('tell what happened to an order', async () => {
		const { orderNumber } = newestOrder();
		const told = await submit(lookUpUrl, { 'Order number': orderNumber });
		expect(told).toContain(`Order ${orderNumber}`);
		expect(told).toContain('The sale is in Tryton.');
		expect(told).toContain('Tryton did not answer');
		await page.setViewportSize({ width: 1000, height: 300 });
		await screenshot(page, 'look-up-an-order');
		expect(await submit(lookUpUrl, { 'Order number': 'PO-0000' })).toContain(
			'No record of this order.',
		);
	});

	it('run orders again without writing one twice', async () => {
		const missed = around.sandbox.addOrders([
			{ expectedDeliveryDate, lines: [{ articleNumber: 'ART-004', quantity: 1 }] },
			{ expectedDeliveryDate, lines: [{ articleNumber: 'ART-005', quantity: 2 }] },
		]);
		const numbers = missed.map(({ orderNumber }) => orderNumber).join(', ');
		expect(await submit(replayUrl, { 'Order numbers': numbers })).toContain(
			'2 written now, 0 in the ERP before, 0 refused, 0 stopped',
		);
		expect(await submit(replayUrl, { 'Order numbers': numbers })).toContain(
			'0 written now, 2 in the ERP before, 0 refused, 0 stopped',
		);
		for (const order of missed) expect(await salesOf(order)).toHaveLength(1);
	});
});

it('shows every mail of a day on one page', async () => {
	const mailbox = await serveMailbox(around.mailServer);
	await page.goto(mailbox.url);
	await screenshot(page, 'mailbox');
	expect(await page.locator('article').count()).toBe(around.mailServer.mails().length);
	await mailbox.close();
});

describe('Tryton', () => {
	it('has every line of an order whose numbers carry blanks of any kind', async () => {
		const sent = [];
		for (const [what, spell] of blankSpellings) {
			const spelled = { article: spell, customer: spell };
			sent.push({ what, ...(await sendSpelled(around.sandbox, expectedDeliveryDate, spelled)) });
		}
		const sales = await tryton.sales();
		const salesWith = sent.map(({ what, order, delivery }) => ({
			what,
			status: delivery?.status,
			sales: sales.filter(({ reference }) => reference === `apicbase-${order.id}`),
		}));
		expect(salesWith).toMatchObject(
			blankSpellings.map(([what]) => ({
				what,
				status: 200,
				sales: [
					{
						customerNumber: 'C-42',
						lines: [
							{ articleNumber: 'ART-001', quantity: 3 },
							{ articleNumber: 'ART-001', quantity: 2 },
						],
					},
				],
			})),
		);
	});

	it.each(nothingButBlanks)(
		'has no order with a number of nothing but %s',
		async (_what, blank) => {
			for (const [spelled, read, address] of [
				['article', 'Line 1, Crème fraîche 30%,', people.articleDataMail],
				['customer', 'customer number', people.customerDataMail],
			] as const) {
				const { order, delivery } = await sendSpelled(around.sandbox, expectedDeliveryDate, {
					[spelled]: () => blank,
				});
				expect([delivery?.status, delivery?.answer]).toEqual([
					422,
					expect.stringContaining(read) as string,
				]);
				expect(await salesOf(order)).toEqual([]);
				await around.mailServer.mailTo(address, order.orderNumber);
			}
		},
	);
});

describe("n8n's editor", () => {
	let editor: Editor;

	beforeAll(async () => {
		editor = await Editor.open(around.n8n, browser);
	});

	it("shows an order's way through the steps", async () => {
		const [first] = await around.n8n.client.executions.list(flow.id);
		await editor.page.goto(`${around.n8n.url}/workflow/${flow.id}/executions/${first!.id}`);
		await editor.node('Confirmation').waitFor();
		await editor.page.getByText('1 item').first().waitFor();
		await editor.page.keyboard.press('Escape');
		await screenshot(editor.part('canvas'), 'whole-flow-run');
	});

	it('shows the address that goes to Apicbase', async () => {
		await editor.openWorkflow(flow.id);
		await editor.node('Apicbase Trigger').dblclick();
		await editor.page.getByText('Webhook URLs', { exact: true }).click();
		await editor.page.getByText('Production URL', { exact: true }).click();
		await editor.page.getByText(webhookUrl(around.n8n, flow)).first().waitFor();
		await screenshot(editor.part('node-parameters'), 'production-url');
	});
});
