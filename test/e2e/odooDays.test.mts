import { ARTICLES, CUSTOMERS } from '../../sandbox/seed/catalogue.mts';
import type { OrderView } from '../../sandbox/wire/orderView.mts';
import { blankSpellings, nothingButBlanks, sendSpelled } from '../../harness/blankNumbers.mts';
import { fakeOdoo, type FakeOdoo } from '../../harness/fakeOdoo.mts';
import { packedTarball } from '../../harness/n8n/packedTarball.mts';
import { expectReceivedOrdersHeld } from '../../harness/receivedOrders.mts';
import {
	expectedDeliveryDate,
	firstLines,
	noQuantities,
	otherLines,
	people,
	smallTables,
	Supplier,
} from '../../harness/supplier.mts';
import { startSurroundings, type Surroundings } from '../../harness/wholeFlow.mts';

let odoo: FakeOdoo;
let around: Surroundings;
let supplier: Supplier;

beforeAll(async () => {
	const partners = CUSTOMERS.map(({ customerNumber }) => customerNumber);
	const products = ARTICLES.map(({ articleNumber }) => articleNumber);
	odoo = await fakeOdoo(partners, products);
	around = await startSurroundings({
		tarball: packedTarball().path,
		erpCredential: { type: 'odooApi', data: odoo.credential },
		env: smallTables,
	});
	const articles = [...ARTICLES, { ...ARTICLES[0]!, articleNumber: 'ART-990' }];
	const customers = [...CUSTOMERS, { ...CUSTOMERS[0]!, customerNumber: 'C-90' }];
	// Whom Odoo does not know has a blank there.
	const idIn = (known: string[], number: string) => String(known.indexOf(number) + 1 || ' ');
	await around.fillReferenceData(articles, customers, {
		article: ({ articleNumber }) => idIn(products, articleNumber),
		customer: ({ customerNumber }) => idIn(partners, customerNumber),
	});
	const errorWorkflow = await around.add('when-a-run-stops', { settings: people });
	const subWorkflow = await around.add('take-one-order-odoo', { settings: people });
	for (const { id } of [errorWorkflow, subWorkflow]) await around.n8n.client.workflows.publish(id);
	const flow = await around.add('orders-by-webhook', { subWorkflow, errorWorkflow });
	await around.receiveOrders(flow);
	supplier = new Supplier(
		{ contents, sayNo: (isOn) => odoo.setMood(isOn ? 'says no' : 'well') },
		{ around, flow, subWorkflow, recordAnswer },
	);
});

afterAll(async () => {
	await Promise.all([around?.close(), odoo?.stop()]);
});

afterEach(() => odoo.setMood('well'));
const recordAnswer = expectReceivedOrdersHeld((id) => holds(around.sandbox.order(id)!));

const place = (more?: object) => supplier.place(more);
const sendAgain = async (order: OrderView) => (await supplier.sendAgain(order)).sent;
const change = (order: OrderView) => supplier.change(order);
const staffRead = (order: OrderView, to?: string) => supplier.staffRead(order, to);
const inOdoo = ({ id }: OrderView) =>
	odoo.orders().filter(({ client_order_ref }) => client_order_ref === `apicbase-${id}`);
const contents = (order: OrderView) =>
	inOdoo(order).map(({ order_line }) =>
		order_line.map(({ product_id, product_uom_qty }) => ({
			articleNumber: odoo.database.products.get(product_id),
			quantity: product_uom_qty,
		})),
	);
/** Whether Odoo has the order as it stands in Apicbase now, once. */
function holds(order: OrderView): boolean {
	const [record, twin] = inOdoo(order);
	const partners = CUSTOMERS.map(({ customerNumber }) => customerNumber);
	return (
		twin === undefined &&
		partners[Number(record?.partner_id) - 1] === order.customerNumber &&
		String(record?.commitment_date).slice(0, 10) === order.expectedDeliveryDate?.slice(0, 10) &&
		record?.order_line.length === order.lines.length &&
		record.order_line.every(
			({ product_id, product_uom_qty }, index) =>
				odoo.database.products.get(product_id) === order.lines[index]!.articleNumber &&
				product_uom_qty === order.lines[index]!.quantity,
		)
	);
}
it('well: one quotation with customer, day, lines, prices and the fingerprint', async () => {
	const { order, sent } = await place({ remarks: 'Ring <twice>' });
	expect(sent).toBe(true);
	expect(inOdoo(order)).toEqual([
		{
			id: expect.any(Number) as number,
			name: expect.any(String) as string,
			state: 'draft',
			invoice_status: 'no',
			partner_id: 1,
			client_order_ref: `apicbase-${order.id}`,
			origin: expect.stringMatching(
				new RegExp(`^Apicbase ${order.orderNumber} / [0-9a-f]{32,}$`),
			) as string,
			commitment_date: '2030-01-07 12:00:00',
			note: 'Ring &lt;twice&gt;',
			order_line: [
				{ id: 1, product_id: 1, product_uom_qty: 3, price_unit: 12.5 },
				{ id: 2, product_id: 3, product_uom_qty: 2, price_unit: 4.275 },
			],
		},
	]);
	expect(await sendAgain(order)).toBe(true);
	expect(inOdoo(order)).toHaveLength(1);
});

it('a change rewrites the quotation whole', async () => {
	const { order } = await place();
	around.sandbox.editOrder(order.id, { lines: otherLines, customerNumber: 'C-43' });
	expect(await sendAgain(order)).toBe(true);
	expect([contents(order), inOdoo(order)[0]!.partner_id]).toEqual([[otherLines], 2]);
});

it('a price of zero is left out, so that the price list of Odoo counts', async () => {
	const { order } = await place({
		lines: [{ articleNumber: 'ART-001', price: '0.000', quantity: 1 }],
	});
	expect(inOdoo(order)[0]!.order_line).toMatchObject([{ price_unit: 9.99 }]);
});

it('an Odoo that ignores the filter: the order is written, and no other is touched', async () => {
	const { order: other } = await place();
	odoo.setMood('ignores filter');
	const { order, sent } = await place({ lines: otherLines });
	expect([sent, contents(other), contents(order)]).toEqual([true, [firstLines], [otherLines]]);
});

it('an Odoo that says no: nothing is promised, the order desk reads why, and it is taken afterwards', async () => {
	odoo.setMood('says no');
	const { order, sent } = await place();
	expect([sent, contents(order)]).toEqual([false, []]);
	expect(await staffRead(order)).toContain('over the credit limit');
	odoo.setMood('well');
	expect([await sendAgain(order), contents(order)]).toEqual([true, [firstLines]]);
});

it('an Odoo that says no to a change: nobody reads "received", and the change is taken afterwards', () =>
	supplier.expectChangeRefused());

it('an Odoo that loses its answer: the order is looked up again, once', async () => {
	odoo.setMood('loses answer');
	const { order, sent } = await place();
	expect([sent, contents(order)]).toEqual([true, [firstLines]]);
});

it('an Odoo that is down: nothing is promised, somebody is told, and the order is taken afterwards', async () => {
	odoo.setMood('down for repair');
	const { order, sent } = await place();
	expect(sent).toBe(false);
	expect(await staffRead(order, people.tellMail)).toContain('Odoo did not answer');
	odoo.setMood('well');
	expect([await sendAgain(order), contents(order)]).toEqual([true, [firstLines]]);
});

it.each([
	['cancel', 'It was cancelled in the ERP'],
	['sale', 'can no longer be changed in the ERP (sale)'],
] as const)(
	'a sales order in the state %s is not touched, and the order desk is told',
	async (state, sentence) => {
		const { order } = await place();
		inOdoo(order)[0]!.state = state;
		change(order);
		expect([await sendAgain(order), contents(order)]).toEqual([false, [firstLines]]);
		expect(await staffRead(order)).toContain(sentence);
	},
);

it('a sales order that stands there twice is not touched, and the order desk reads both numbers', async () => {
	const { order } = await place();
	odoo.database.orders.push({ ...inOdoo(order)[0]!, id: 9_999, name: 'S9999' });
	change(order);
	expect([await sendAgain(order), contents(order)]).toEqual([false, [firstLines, firstLines]]);
	const told = await staffRead(order);
	expect(told).toContain('holds this order more than once');
	expect(told).toContain('S9999');
});

it('a quotation that came back older from a backup is brought up to date', async () => {
	const { order } = await place();
	const before = structuredClone(inOdoo(order)[0]!);
	change(order);
	expect([await sendAgain(order), contents(order)]).toEqual([true, [otherLines]]);
	Object.assign(inOdoo(order)[0]!, before);
	expect([await sendAgain(order), contents(order)]).toEqual([true, [otherLines]]);
});

it('a sales order that was deleted is told, not taken for there', async () => {
	const { order } = await place();
	odoo.database.orders.splice(odoo.database.orders.indexOf(inOdoo(order)[0]!), 1);
	expect([await sendAgain(order), contents(order)]).toEqual([false, []]);
	expect(await staffRead(order)).toContain('the ERP no longer has it');
});

it('a partner that Odoo no longer has is told with the sentence of Odoo', async () => {
	odoo.database.partners.delete(3);
	const { order, sent } = await place({ customerNumber: 'C-57' });
	expect([sent, contents(order)]).toEqual([false, []]);
	expect(await staffRead(order)).toContain('Record does not exist or has been deleted');
});

it.each([
	[
		'article',
		{
			lines: [
				...firstLines,
				{ articleNumber: 'ART-990', name: 'Dill', price: '12.500', quantity: 1 },
			],
		},
		'Line 3, Dill, has no product of Odoo',
	],
	['customer', { overrides: { supplier_customer_number: 'C-90' } }, 'has no partner of Odoo'],
])(
	'an %s whose number in Odoo is blank: nothing is written, and the order desk reads which',
	async (_what, changes, told) => {
		const { order, sent } = await place(changes);
		expect([sent, contents(order)]).toEqual([false, []]);
		expect(await staffRead(order)).toContain(told);
	},
);

it.each(blankSpellings)(
	'numbers with %s: one quotation with the partner and every line',
	async (_what, spell) => {
		const { order, delivery } = await sendSpelled(around.sandbox, expectedDeliveryDate, {
			article: spell,
			customer: spell,
		});
		expect(supplier.read(order, delivery).sent).toBe(true);
		expect(inOdoo(order)).toMatchObject([
			{
				partner_id: 1,
				order_line: [
					{ product_id: 1, product_uom_qty: 3 },
					{ product_id: 1, product_uom_qty: 2 },
				],
			},
		]);
	},
);

it.each(nothingButBlanks)(
	'a number of nothing but %s: nothing is written, and the owner of the data reads which',
	async (_what, blank) => {
		for (const [spelled, told, address] of [
			['article', 'Line 1, Crème fraîche 30%,', 'article-data@wholesale.example'],
			['customer', 'customer number', 'customer-data@wholesale.example'],
		] as const) {
			const { order, delivery } = await sendSpelled(around.sandbox, expectedDeliveryDate, {
				[spelled]: () => blank,
			});
			expect([supplier.read(order, delivery).sent, contents(order), delivery?.answer]).toEqual([
				false,
				[],
				expect.stringContaining(told) as string,
			]);
			expect(await staffRead(order, address)).toContain(told);
		}
	},
);

it('an Odoo that is switched off: nothing is promised, somebody is told why, and the order is taken when it is on again', async () => {
	await odoo.stop();
	const { order, sent, message } = await place();
	await odoo.restart();
	expect([sent, message]).toEqual([
		false,
		expect.stringContaining('We cannot accept orders at the moment.') as string,
	]);
	expect(await staffRead(order, people.tellMail)).toContain('Odoo did not answer');
	expect([await sendAgain(order), contents(order)]).toEqual([true, [firstLines]]);
});

it('an article that Odoo does not have, with the default rules: the customer reads which line', () =>
	supplier.expectUnknownArticleNamed());

describe('a supplier who lets any quantity pass with a warning', () => {
	beforeAll(() => supplier.tolerateAnyQuantity());
	afterAll(() => supplier.warnOf());

	it.each(noQuantities)(
		'gets no quotation with a quantity of %j, and all of it when it is corrected',
		(quantity) => supplier.expectNoSuchQuantity(quantity),
	);
});

describe('a supplier who lets unknown articles and customers pass with a warning', () => {
	beforeAll(() => supplier.tolerateUnknownNumbers());
	afterAll(() => supplier.warnOf());

	it('gets no quotation with a line missing, and all of it when the article is there', () => {
		odoo.database.products.set(999, 'ART-999');
		return supplier.expectWholeOrNothing({ erpId: '999' });
	});
});

it.each([
	['is the placeholder of the example', 'orderDeskMail', 'order-desk@example.com'],
	['is empty', 'mailFrom', ''],
] as const)(
	'a mail address in Settings that %s: nothing is promised or written, and the sentence says which',
	(_what, field, value) => supplier.expectNothingPromisedWith(field, value),
);

it('the mail server is down while Odoo says no: the run stops, and the order is taken later', () =>
	supplier.expectNoRefusalWithoutMail());

it('the mail server is down while the order has remarks: they are told when mails go again', () =>
	supplier.expectRemarksToldLater());

it('the sync log is full: the order is taken all the same, and the order desk is told why', () =>
	supplier.expectTakenThoughLogIsFull());

it('the sync log is gone: the order is taken all the same, and nobody is told twice on a day', () =>
	supplier.expectTakenThoughLogIsGone());
