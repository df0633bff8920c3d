import { ARTICLES, CUSTOMERS } from '../../sandbox/seed/catalogue.mts';
import type { OrderView } from '../../sandbox/wire/orderView.mts';
import { blankSpellings, nothingButBlanks, sendSpelled } from '../../harness/blankNumbers.mts';
import { fakeErp, type FakeErp } from '../../harness/fakeErp.mts';
import { packedTarball } from '../../harness/n8n/packedTarball.mts';
import { scaled, until } from '../../harness/n8n/processes.mts';
import type { StoredWorkflow } from '../../harness/n8n/workflowApi.mts';
import { expectReceivedOrdersHeld } from '../../harness/receivedOrders.mts';
import {
	expectedDeliveryDate,
	fillIn,
	firstLines,
	noQuantities,
	otherLines,
	people,
	smallTables,
	Supplier,
	type Answered,
} from '../../harness/supplier.mts';
import { startSurroundings, type Surroundings } from '../../harness/wholeFlow.mts';

let erp: FakeErp;
let around: Surroundings;
let replayUrl: string;
let supplier: Supplier;
let errorWorkflow: StoredWorkflow;

/** Far more than the ERP takes, also on a slow machine: only a mood reaches it. */
const timeoutMs = scaled(2_000);
/** A claim whose ERP gave no answer is kept for as long, in minutes: longer than the ERP takes to write too late. */
const keptMinutes = (timeoutMs * 4) / 60_000;

beforeAll(async () => {
	erp = await fakeErp({ slowMs: timeoutMs * 2 });
	around = await startSurroundings({
		tarball: packedTarball().path,
		erpCredential: { type: 'httpHeaderAuth', data: erp.credential },
		env: smallTables,
	});
	await around.fillReferenceData(ARTICLES, CUSTOMERS);
	const settings = { ...people, erpUrl: erp.url };
	errorWorkflow = await around.add('when-a-run-stops', { settings });
	const subWorkflow = await around.add('take-one-order-rest', { settings });
	await around.n8n.client.workflows.publish(errorWorkflow.id);
	await around.n8n.client.workflows.publish(subWorkflow.id);
	const flow = await around.add('orders-by-webhook', { subWorkflow, errorWorkflow });
	await around.receiveOrders(flow);
	supplier = new Supplier(
		{ contents, sayNo: (isOn) => erp.setMood(isOn ? 'says no' : 'well') },
		{ around, flow, subWorkflow, recordAnswer },
	);
	await supplier.setTimes({ timeoutMs, keptMinutes });
	replayUrl = await around.openForm(await around.add('replay-orders', { subWorkflow }));
});

afterAll(async () => {
	await Promise.all([around?.close(), erp?.stop()]);
});

afterEach(() => erp.setMood('well'));
const recordAnswer = expectReceivedOrdersHeld((id) => holds(around.sandbox.order(id)!));

const place = (more?: object): Promise<Answered> => supplier.place(more);
const sendAgain = (order: OrderView): Promise<Answered> => supplier.sendAgain(order);
const change = (order: OrderView): void => supplier.change(order);
const staffRead = (order: OrderView, to?: string): Promise<string> => supplier.staffRead(order, to);
const externalId = ({ id }: OrderView) => `apicbase-${id}`;
const inErp = (order: OrderView) =>
	erp.orders().filter(({ external_id }) => external_id === externalId(order));
const contents = (order: OrderView) =>
	inErp(order).map(({ lines }) =>
		lines.map(({ article_number, quantity }) => ({ articleNumber: article_number, quantity })),
	);
/** Whether the ERP has the order as it stands in Apicbase now, once. */
function holds(order: OrderView): boolean {
	const [record, twin] = inErp(order);
	return (
		twin === undefined &&
		record?.customer_number === order.customerNumber &&
		record.delivery_date === order.expectedDeliveryDate?.slice(0, 10) &&
		record.lines.length === order.lines.length &&
		record.lines.every(
			({ article_number, quantity }, index) =>
				article_number === order.lines[index]!.articleNumber &&
				quantity === order.lines[index]!.quantity,
		)
	);
}
it('well: the order is in the ERP with its head, lines, prices and fingerprint, and stays one when it is sent again', async () => {
	const { order, sent, message } = await place();
	expect([sent, message]).toEqual([true, expect.any(String) as string]);
	expect(inErp(order)).toEqual([
		{
			id: expect.any(String) as string,
			status: 'open',
			external_id: externalId(order),
			content_fingerprint: expect.stringMatching(/^[0-9a-f]{32,}$/) as string,
			order_number: order.orderNumber,
			customer_number: 'C-42',
			delivery_date: '2030-01-07',
			remarks: null,
			internal_note: null,
			lines: [
				{ article_number: 'ART-001', quantity: 3, price: '12.500' },
				{ article_number: 'ART-003', quantity: 2, price: '4.275' },
			],
		},
	]);
	expect(await sendAgain(order)).toMatchObject({ sent: true });
	expect(contents(order)).toEqual([firstLines]);
});

describe('a day on which the ERP', () => {
	it('ignores the filter: the order is written, and no other record is touched', async () => {
		const { order: other } = await place();
		erp.setMood('ignores filter');
		const { order, sent } = await place({ lines: otherLines });
		expect(sent).toBe(true);
		expect([contents(other), contents(order)]).toEqual([[firstLines], [otherLines]]);
	});

	it.each(['says no', 'says no under 200', 'says no by a word under 200'] as const)(
		'%s: the customer reads no "received", the order desk reads why, and the order is taken when the cause is gone',
		async (mood) => {
			erp.setMood(mood);
			const { order, sent, message } = await place();
			expect(sent).toBe(false);
			expect(message).toContain('We could not accept this order yet');
			expect(contents(order)).toEqual([]);
			expect(await staffRead(order)).toContain(
				mood === 'says no' ? 'over the credit limit' : 'The period is closed.',
			);
			erp.setMood('well');
			expect(await sendAgain(order)).toMatchObject({ sent: true });
			expect(contents(order)).toEqual([firstLines]);
		},
	);

	it.each(['says no', 'says no under 200', 'says no by a word under 200'] as const)(
		'%s to a change: nobody reads "received", the record stays, and the change is taken afterwards',
		(mood) => supplier.expectChangeRefused(() => erp.setMood(mood)),
	);

	it('cannot search, and says so under 200: nothing is promised or written', async () => {
		erp.setMood('cannot search');
		const { order, sent } = await place();
		expect([sent, contents(order)]).toEqual([false, []]);
		expect(await staffRead(order, people.tellMail)).toContain('The index is being rebuilt.');
	});

	it('answers nothing of use: the order is looked up again, once', async () => {
		erp.setMood('answers nothing of use');
		const { order, sent } = await place();
		expect([sent, contents(order)]).toEqual([true, [firstLines]]);
		change(order);
		expect(await sendAgain(order)).toMatchObject({ sent: true });
		expect(contents(order)).toEqual([otherLines]);
	});

	it('answers too late: the order is found when it is looked up again, once', async () => {
		erp.setMood('answers too late');
		const { order, sent } = await place();
		expect(sent).toBe(true);
		expect(contents(order)).toEqual([firstLines]);
	});

	// reliability: ERP answered, answer lost | Apicbase Trigger
	it('loses its answer: the same', async () => {
		erp.setMood('loses answer');
		const { order, sent } = await place();
		expect(sent).toBe(true);
		expect(contents(order)).toEqual([firstLines]);
	});

	it('writes too late: the claim is kept, nothing is promised, and one record is found later', async () => {
		erp.setMood('writes too late');
		const { order, sent } = await place({ remarks: 'Ring twice' });
		expect(sent).toBe(false);
		erp.setMood('well');
		await erp.settled();
		expect(await sendAgain(order)).toMatchObject({ sent: false });
		// Until the claim is over.
		await until(async () => ((await sendAgain(order)).sent ? true : undefined), 60_000, 500);
		expect(contents(order)).toEqual([firstLines]);
		expect(await staffRead(order, people.tellMail)).toBeDefined();
		expect(await staffRead(order)).toContain('Remarks of the customer: Ring twice');
	});

	// reliability: ERP down or refuses | Apicbase Trigger
	it('is down for repair: the customer reads "later", somebody is told, and the order is taken afterwards', async () => {
		erp.setMood('down for repair');
		const { order, sent, message } = await place();
		expect([sent, message]).toEqual([
			false,
			expect.stringContaining('We cannot accept orders at the moment.') as string,
		]);
		const { subject } = await around.mailServer.mailTo(people.tellMail, order.orderNumber);
		expect(subject).toBe(
			`Cannot sync order ${order.orderNumber}. The ERP did not answer: We are back at seven.`,
		);
		erp.setMood('well');
		expect(await sendAgain(order)).toMatchObject({ sent: true });
		expect(contents(order)).toEqual([firstLines]);
	});
});

describe('an ERP that is switched off', () => {
	it('promises nothing, somebody is told why, and the order is taken when it is on again', async () => {
		await erp.stop();
		const { order, sent, message } = await place();
		await erp.restart();
		expect([sent, message]).toEqual([
			false,
			expect.stringContaining('We cannot accept orders at the moment.') as string,
		]);
		const { subject } = await around.mailServer.mailTo(people.tellMail, order.orderNumber);
		expect(subject).toBe(`Cannot sync order ${order.orderNumber}. The ERP did not answer.`);
		expect(await sendAgain(order)).toMatchObject({ sent: true });
		expect(contents(order)).toEqual([firstLines]);
	});
});

describe('a record that somebody touched in the ERP', () => {
	// reliability: Order number used twice, record deleted or cancelled in the ERP | Apicbase node
	it('was cancelled: neither the same order nor a change reads "received", and the record stays', async () => {
		const { order } = await place();
		erp.setStatus(externalId(order), 'cancelled');
		const again = await sendAgain(order);
		expect(again).toMatchObject({
			status: 422,
			message: expect.stringContaining('cancelled on our side') as string,
		});
		change(order);
		expect(await sendAgain(order)).toMatchObject({ sent: false });
		expect(contents(order)).toEqual([firstLines]);
		expect(await staffRead(order)).toContain('It was cancelled in the ERP');
	});

	it('was invoiced: a change is refused and told', async () => {
		const { order } = await place();
		erp.setStatus(externalId(order), 'invoiced');
		change(order);
		expect(await sendAgain(order)).toMatchObject({
			status: 422,
			message: expect.stringContaining('can no longer be changed') as string,
		});
		expect(contents(order)).toEqual([firstLines]);
		expect(await staffRead(order)).toContain('can no longer be changed in the ERP (invoiced)');
	});

	it('is still open: a change rewrites it whole, one record', async () => {
		const { order } = await place();
		around.sandbox.editOrder(order.id, {
			lines: otherLines,
			customerNumber: 'C-43',
			expectedDeliveryDate: '2030-01-08T00:00:00Z',
		});
		expect(await sendAgain(order)).toMatchObject({ sent: true });
		expect(inErp(order)).toMatchObject([
			{
				customer_number: 'C-43',
				delivery_date: '2030-01-08',
				lines: [{ article_number: 'ART-002' }],
			},
		]);
	});

	// reliability: Order number used twice, record deleted or cancelled in the ERP | Apicbase node
	it('was deleted: the order desk is told, and it is written again when they say so', async () => {
		const { order } = await place();
		erp.remove(externalId(order));
		expect(await sendAgain(order)).toMatchObject({
			status: 503,
			message: expect.stringContaining('We are checking this order. Please call us') as string,
		});
		expect(contents(order)).toEqual([]);
		expect(await staffRead(order)).toContain('the ERP no longer has it');
		const form = new FormData();
		form.set('field-0', order.orderNumber);
		form.set('field-3', 'Write them again');
		expect((await fetch(replayUrl, { method: 'POST', body: form })).status).toBe(200);
		await until(() => (inErp(order).length > 0 ? true : undefined), 90_000);
		expect(contents(order)).toEqual([firstLines]);
	});

	it('stands there twice: nothing is written, and the order desk is told', async () => {
		const { order } = await place();
		erp.duplicate(externalId(order));
		change(order);
		expect(await sendAgain(order)).toMatchObject({
			status: 503,
			message: expect.stringContaining('We are checking this order. Please call us') as string,
		});
		expect(contents(order)).toEqual([firstLines, firstLines]);
		expect(await staffRead(order)).toContain('holds this order more than once');
	});

	it('came back older from a backup: it is brought up to date', async () => {
		const { order } = await place();
		const restore = erp.backup();
		change(order);
		expect(await sendAgain(order)).toMatchObject({ sent: true });
		restore();
		expect(await sendAgain(order)).toMatchObject({ sent: true });
		expect(contents(order)).toEqual([otherLines]);
	});

	it('names a customer who was renumbered: refused with the sentence of the ERP', async () => {
		erp.forgetCustomer('C-57');
		const { order, status, message } = await place({ customerNumber: 'C-57' });
		expect([status, message]).toEqual([
			503,
			expect.stringContaining('We could not accept this order yet') as string,
		]);
		expect(await staffRead(order)).toContain('There is no customer C-57.');
	});
});

describe('what people are told', () => {
	it('puts remarks before the order desk and into the ERP', async () => {
		const { order, sent } = await place({ remarks: '<b>Ring twice</b>' });
		expect(sent).toBe(true);
		expect(inErp(order)).toMatchObject([{ remarks: '<b>Ring twice</b>' }]);
		expect(await staffRead(order)).toContain('Remarks of the customer: <b>Ring twice</b>');
	});

	it('leaves a price of zero out, and tells the order desk', async () => {
		const { order, sent } = await place({
			lines: [{ articleNumber: 'ART-001', price: '0.000', quantity: 1 }],
		});
		expect(sent).toBe(true);
		expect(inErp(order)).toMatchObject([{ lines: [{ article_number: 'ART-001', quantity: 1 }] }]);
		expect(inErp(order)[0]!.lines[0]).not.toHaveProperty('price');
		expect(await staffRead(order)).toContain('it must be more than zero');
	});
});

it.each(blankSpellings)(
	'numbers with %s: the order is in the ERP whole, with the numbers of the lists',
	async (_what, spell) => {
		const { order, delivery } = await sendSpelled(around.sandbox, expectedDeliveryDate, {
			article: spell,
			customer: spell,
		});
		expect(supplier.read(order, delivery)).toMatchObject({ sent: true });
		expect(inErp(order)).toMatchObject([
			{
				customer_number: 'C-42',
				lines: [
					{ article_number: 'ART-001', quantity: 3 },
					{ article_number: 'ART-001', quantity: 2 },
				],
			},
		]);
	},
);

it('what is no order at all: the customer reads why, and somebody is told', async () => {
	const { order, status } = await place({ overrides: { packages: [] } });
	expect([status, contents(order)]).toEqual([422, []]);
	const { subject } = await around.mailServer.mailTo(people.tellMail, order.orderNumber);
	expect(subject).toBe(`Cannot sync order ${order.orderNumber}. The order has no lines.`);
});
it('an article that nobody knows, with the default rules: the customer reads which line', () =>
	supplier.expectUnknownArticleNamed());

describe('a supplier who lets any quantity pass with a warning', () => {
	beforeAll(() => supplier.tolerateAnyQuantity());
	afterAll(() => supplier.warnOf());

	it.each(noQuantities)(
		'gets no order with a quantity of %j, and all of it when it is corrected',
		(quantity) => supplier.expectNoSuchQuantity(quantity),
	);
});

describe('a supplier who lets unknown articles and customers pass with a warning', () => {
	beforeAll(() => supplier.tolerateUnknownNumbers());
	afterAll(() => supplier.warnOf());

	it('gets no order with a line missing: it is refused whole, told, and taken when the article is there', () =>
		supplier.expectWholeOrNothing({}));

	it.each(nothingButBlanks)(
		'gets no order with a number of nothing but %s',
		async (_what, blank) => {
			for (const [spelled, told] of [
				['article', 'Line 1, Crème fraîche 30%,'],
				['customer', 'Customer'],
			] as const) {
				const { order, delivery } = await sendSpelled(around.sandbox, expectedDeliveryDate, {
					[spelled]: () => blank,
				});
				expect([supplier.read(order, delivery).sent, contents(order)]).toEqual([false, []]);
				expect(await staffRead(order)).toContain(told);
			}
		},
	);
});

describe('a supplier who has not filled in where mails go', () => {
	it.each([
		['is the placeholder of the example', 'orderDeskMail', 'order-desk@example.com'],
		['is empty', 'mailFrom', ''],
		['comes from an expression that gives nothing', 'articleDataMail', '={{ $json.nowhere }}'],
	] as const)(
		'whose address %s: nothing is promised or written, the sentence says which, and the order is taken afterwards',
		(_what, field, value) => supplier.expectNothingPromisedWith(field, value),
	);

	it('in the error workflow: its run stops with the sentence that nobody read', async () => {
		const { executions } = around.n8n.client;
		const before = (await executions.list(errorWorkflow.id)).length;
		await around.edit(errorWorkflow, fillIn({ tellMail: 'it@example.com' }));
		erp.setMood('down for repair');
		const { order } = await place();
		const runs = await executions.waitFor(errorWorkflow.id, before + 1);
		await around.edit(errorWorkflow, fillIn(people));
		expect(runs.at(-1)).toMatchObject({
			status: 'error',
			error: {
				message: expect.stringMatching(
					new RegExp(
						`^Nobody could be told: Cannot sync order ${order.orderNumber}\\. .* The step Settings has no mail address of your own in tellMail\\.$`,
					),
				) as string,
			},
		});
	});
});

describe('a supplier whose customers speak another language', () => {
	it('has them read it, also when the ERP refuses or is down', async () => {
		await supplier.speak('nl');
		const { order, message } = await place();
		expect(message).toBe(`Bestelling ${order.orderNumber} is ontvangen.`);
		const confirmation = await around.mailServer.mailTo('c-42@', order.orderNumber);
		expect(confirmation.subject).toBe(`We hebben uw bestelling ontvangen: ${order.orderNumber}`);
		erp.setStatus(externalId(order), 'invoiced');
		change(order);
		expect(await sendAgain(order)).toMatchObject({
			status: 422,
			message: `Bestelling ${order.orderNumber} is niet verzonden. Deze bestelling kan niet meer worden gewijzigd. Bel ons.`,
		});
		erp.setMood('down for repair');
		const unlucky = await place();
		await supplier.speak('en');
		expect(unlucky).toMatchObject({
			status: 503,
			message: `Bestelling ${unlucky.order.orderNumber} is niet verzonden. We kunnen momenteel geen bestellingen aannemen. Verzend uw bestelling over enkele minuten opnieuw.`,
		});
	});
});

describe('what tells people is itself down', () => {
	it('the mail server: a refusal that nobody reads is no refusal; the run stops, and the order is taken later', () =>
		supplier.expectNoRefusalWithoutMail());

	it('the mail server, while the order has remarks: they are told when mails go again, and nothing is promised before', () =>
		supplier.expectRemarksToldLater());

	it('the sync log is full: the order is taken all the same, and the order desk is told why', () =>
		supplier.expectTakenThoughLogIsFull());

	it('the sync log is gone: the order is taken all the same, and nobody is told twice on a day', () =>
		supplier.expectTakenThoughLogIsGone());
});
