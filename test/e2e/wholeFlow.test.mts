import type { Browser, Page } from 'playwright-core';
import type { OrderView } from '../../sandbox/wire/orderView.mts';
import { blankSpellings, nothingButBlanks, sendSpelled } from '../../harness/blankNumbers.mts';
import { ARTICLES } from '../../sandbox/seed/catalogue.mts';
import { openBrowser } from '../../harness/browser.mts';
import { CustomerPage } from '../../harness/customerPage.mts';
import { serveMailbox } from '../../harness/mailboxPage.mts';
import { Editor } from '../../harness/editor.mts';
import { packedTarball } from '../../harness/n8n/packedTarball.mts';
import { scaled, until } from '../../harness/n8n/processes.mts';
import { legacyEngine } from '../../harness/n8n/testN8n.mts';
import type { Row } from '../../harness/n8n/dataTableApi.mts';
import type { StoredWorkflow } from '../../harness/n8n/workflowApi.mts';
import { webhookUrl } from '../../harness/n8n/workflowParts.mts';
import { openHoldingProxy, type HoldingProxy } from '../../harness/holdingProxy.mts';
import { expectReceivedOrdersHeld } from '../../harness/receivedOrders.mts';
import { screenshot } from '../../harness/screenshot.mts';
import { addArticle, addDozen } from '../../harness/tryton/seedTryton.mts';
import { startTryton, type Tryton } from '../../harness/tryton/startTryton.mts';
import {
	fillIn,
	firstLines,
	noQuantities,
	otherLines,
	people,
	smallTables,
	Supplier,
} from '../../harness/supplier.mts';
import { startSurroundings, type Surroundings } from '../../harness/wholeFlow.mts';

let tryton: Tryton;
let around: Surroundings;
let browser: Browser;
let page: Page;
let customer: CustomerPage;
let flow: StoredWorkflow;
let subWorkflow: StoredWorkflow;
let lookUpUrl: string;
let replayUrl: string;
let customersRead: Row[];
let eggs: { product: number; unit: number };

beforeAll(async () => {
	[tryton, browser] = await Promise.all([startTryton(), openBrowser()]);
	around = await startSurroundings({
		tarball: packedTarball().path,
		env: { ...legacyEngine, ...smallTables },
		erpCredential: { type: 'httpBasicAuth', data: tryton.login },
	});
	const settings = { ...people, erpUrl: tryton.url, companyId: 1 };
	await around.fillReferenceData(
		[],
		[{ customerNumber: 'C-1', name: 'Merged with C-42', supplierOutletId: null }],
	);
	const [own] = await tryton.client.find<{ party: number }>('company.company', [], ['party']);
	await tryton.client.call('party.party', 'write', [own!.party], { code: 'OWN' });
	await leaveOldProduct(ARTICLES[2]!);
	eggs = await addArticle(
		tryton.client,
		{ articleNumber: 'EGG-12', name: 'Eggs', price: '0.500', orderable: true },
		await addDozen(tryton.client),
	);
	await around.run(await around.add('reference-data-tryton', { settings }), 'Run Now');
	const { dataTables } = around.n8n.client;
	customersRead = await dataTables.rows(await dataTables.find('Apicbase Customers'));
	const errorWorkflow = await around.add('when-a-run-stops', { settings });
	subWorkflow = await around.add('take-one-order-tryton', { settings });
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

/** In Tryton a product that is sold no more keeps its number, which another one may have by now. */
async function leaveOldProduct({ articleNumber }: { articleNumber: string }): Promise<void> {
	const { client } = tryton;
	const old = { articleNumber: 'OLD', name: 'Sold no more', price: '99.000', orderable: false };
	const { product } = await addArticle(client, old);
	await client.call('product.product', 'write', [product], { active: false });
	const [template] = await client.find<{ id: number }>(
		'product.template',
		[['code', '=', 'OLD']],
		['code'],
	);
	await client.call('product.template', 'write', [template!.id], { code: articleNumber });
}

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

describe('with Tryton on a bad day', () => {
	let supplier: Supplier;

	const contents = async (order: OrderView) =>
		(await salesOf(order)).map(({ lines }) =>
			lines.map(({ articleNumber, quantity }) => ({ articleNumber, quantity })),
		);
	const recordAnswer = expectReceivedOrdersHeld(async (id) => {
		const { lines } = around.sandbox.order(id)!;
		const wanted = lines.map(({ articleNumber, quantity }) => ({ articleNumber, quantity }));
		return JSON.stringify(await contents({ id } as OrderView)) === JSON.stringify([wanted]);
	});
	/** Whether Tryton takes orders for the articles that customers order here. */
	const setSalable = async (salable: boolean) => {
		const named = [['code', 'in', ['ART-001', 'ART-002']]];
		const found = await tryton.client.find<{ id: number }>('product.template', named, ['code']);
		const ids = found.map(({ id }) => id);
		await tryton.client.call('product.template', 'write', ids, { salable });
	};

	beforeAll(() => {
		supplier = new Supplier(
			{ contents, sayNo: (isOn) => setSalable(!isOn) },
			{ around, flow, subWorkflow, recordAnswer },
		);
	});

	it('says no: nothing is promised, the order desk reads why, and the order is taken afterwards', async () => {
		await setSalable(false);
		const { order, status, message } = await supplier.place();
		await setSalable(true);
		expect([status, message, await contents(order)]).toEqual([
			503,
			expect.stringContaining('We could not accept this order yet') as string,
			[],
		]);
		expect(await supplier.staffRead(order)).toContain('Tryton did not accept it: ');
		expect(await supplier.sendAgain(order)).toMatchObject({ sent: true });
		expect(await contents(order)).toEqual([firstLines]);
	});

	it('says no to a change: nobody reads "received", and the change is taken afterwards', () =>
		supplier.expectChangeRefused());

	it('stands there twice: nothing is written, and the order desk is told', async () => {
		const { order } = await supplier.place();
		const [sale] = await salesOf(order);
		await tryton.client.call('sale.sale', 'copy', [sale!.id], { reference: sale!.reference });
		supplier.change(order);
		expect(await supplier.sendAgain(order)).toMatchObject({
			status: 503,
			message: expect.stringContaining('We are checking this order. Please call us') as string,
		});
		expect(await contents(order)).toEqual([firstLines, firstLines]);
		expect(await supplier.staffRead(order)).toContain('holds this order more than once');
	});

	it('came back older from a backup: it is brought up to date', async () => {
		const { order } = await supplier.place();
		const [sale] = await salesOf(order);
		const head = [
			'description',
			'lines.quantity',
			'lines.unit',
			'lines.product',
			'lines.unit_price',
		];
		const read = async () =>
			(
				await tryton.client.call<Array<{ description: string; 'lines.': object[] }>>(
					'sale.sale',
					'read',
					[sale!.id],
					head,
				)
			)[0]!;
		const before = await read();
		supplier.change(order);
		expect(await supplier.sendAgain(order)).toMatchObject({ sent: true });
		const after = await read();
		await tryton.client.call('sale.sale', 'write', [sale!.id], {
			description: before.description,
			lines: [
				['delete', after['lines.'].map((line) => (line as { id: number }).id)],
				['create', before['lines.'].map((line) => ({ ...line, id: undefined }))],
			],
		});
		expect(await contents(order)).toEqual([firstLines]);
		expect(await supplier.sendAgain(order)).toMatchObject({ sent: true });
		expect(await contents(order)).toEqual([otherLines]);
	});

	it('leaves out a price of zero for the one of the table, and puts remarks into the sale and before the order desk', async () => {
		const { order } = await supplier.place({
			remarks: '<b>Ring twice</b>',
			lines: [{ articleNumber: 'ART-001', price: '0.000', quantity: 1 }],
		});
		const [sale] = await salesOf(order);
		expect(sale!.lines).toMatchObject([{ unitPrice: '12.500' }]);
		const [{ comment } = { comment: '' }] = await tryton.client.call<Array<{ comment: string }>>(
			'sale.sale',
			'read',
			[sale!.id],
			['comment'],
		);
		expect(comment).toContain('<b>Ring twice</b>');
		const told = await supplier.staffRead(order);
		expect(told).toContain('Remarks of the customer: <b>Ring twice</b>');
		expect(told).toContain('it must be more than zero');
	});

	it.each(['0.000', '6.000'])(
		'sells a product by the dozen whose list price is for a piece: a price of %s becomes the one of a dozen',
		async (price) => {
			const { order, message } = await supplier.place({
				lines: [{ articleNumber: 'EGG-12', name: 'Eggs', price, quantity: 4 }],
			});
			expect(message).toBe(`Order ${order.orderNumber} was received.`);
			const [sale] = await salesOf(order);
			expect(Number(sale!.lines[0]!.unitPrice)).toBe(6);
			const sold = await tryton.client.find<{ quantity: number; unit: number }>(
				'sale.line',
				[['sale', '=', sale!.id]],
				['quantity', 'unit'],
			);
			expect(sold).toMatchObject([{ quantity: 4, unit: eggs.unit }]);
		},
	);

	it('no longer has the customer: refused with the sentence of Tryton', async () => {
		const named = [['code', '=', 'C-57']];
		const [party] = await tryton.client.find<{ id: number }>('party.party', named, ['code']);
		await tryton.client.call('party.party', 'delete', [party!.id]);
		const { order, status, message } = await supplier.place({ customerNumber: 'C-57' });
		expect([status, message]).toEqual([
			503,
			expect.stringContaining('We could not accept this order yet') as string,
		]);
		expect(await supplier.staffRead(order)).toContain('Tryton did not accept it: ');
		expect(await contents(order)).toEqual([]);
	});

	describe('and a line to it that', () => {
		const timeoutMs = scaled(3_000);
		let proxy: HoldingProxy;

		beforeAll(async () => {
			const { origin } = new URL(tryton.url);
			proxy = await openHoldingProxy(origin);
			await around.edit(subWorkflow, fillIn({ erpUrl: tryton.url.replace(origin, proxy.url) }));
			await supplier.setTimes({ timeoutMs, keptMinutes: (timeoutMs * 2) / 60_000 });
		});

		afterAll(async () => {
			await around.edit(subWorkflow, fillIn({ erpUrl: tryton.url }));
			await proxy.close();
		});

		it.each(['lost', 'after'] as const)(
			'brings no answer (%s): the order is looked up again, once',
			async (when) => {
				proxy.hold('POST', 'sale.sale.create', when);
				const { order, sent } = await supplier.place();
				proxy.release();
				expect([sent, await contents(order)]).toEqual([true, [firstLines]]);
			},
		);

		it('is so slow that Tryton writes after the time-out: nothing is promised, and one sale is found later', async () => {
			proxy.hold('POST', 'sale.sale.create', 'late');
			const { order, sent } = await supplier.place();
			proxy.release();
			expect(sent).toBe(false);
			expect(await supplier.sendAgain(order)).toMatchObject({ sent: false });
			// Until the claim is over.
			await until(
				async () => ((await supplier.sendAgain(order)).sent ? true : undefined),
				60_000,
				500,
			);
			expect(await contents(order)).toEqual([firstLines]);
			expect(await supplier.staffRead(order, people.tellMail)).toContain(
				'Tryton did not say whether it took the order',
			);
		});
	});

	describe('for a supplier who lets any quantity pass with a warning', () => {
		beforeAll(() => supplier.tolerateAnyQuantity());
		afterAll(() => supplier.warnOf());

		it.each(noQuantities)(
			'gets no sale with a quantity of %j, and all of it when it is corrected',
			(quantity) => supplier.expectNoSuchQuantity(quantity),
		);
	});

	describe('for a supplier who lets unknown articles and customers pass with a warning', () => {
		beforeAll(() => supplier.tolerateUnknownNumbers());
		afterAll(() => supplier.warnOf());

		it('gets no sale with a line missing, and all of it when the article is there', async () => {
			const { product, unit } = await addArticle(tryton.client, {
				articleNumber: 'ART-999',
				name: 'Dragon fruit',
				price: '5.000',
				orderable: true,
			});
			await supplier.expectWholeOrNothing({ erpId: String(product), erpUnit: String(unit) });
		});
	});

	it('has no number in the table: nothing is written, and the order desk reads which', async () => {
		const { dataTables } = around.n8n.client;
		await dataTables.insert(await dataTables.find('Apicbase Articles'), [
			{ articleNumber: 'ART-990', name: 'Dill', price: '1.000', orderable: true, erpId: '7' },
		]);
		await supplier.expectNothingWritten(
			{ lines: [...firstLines, { articleNumber: 'ART-990', price: '1.000', quantity: 1 }] },
			'has no product and unit of Tryton',
		);
	});

	it('is told to nobody without a mail address in Settings: nothing is promised or written', () =>
		supplier.expectNothingPromisedWith('orderDeskMail', 'order-desk@example.com'));

	it('says no while the mail server is down: the run stops, and the order is taken later', () =>
		supplier.expectNoRefusalWithoutMail());

	it('is written with remarks while the mail server is down: they are told when mails go again', () =>
		supplier.expectRemarksToldLater());

	it('is written while the sync log is full, and the order desk is told why', () =>
		supplier.expectTakenThoughLogIsFull());

	it('is written while the sync log is gone, and nobody is told twice on a day', () =>
		supplier.expectTakenThoughLogIsGone());
});
