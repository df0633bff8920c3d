import { ARTICLES, CUSTOMERS } from '../../sandbox/seed/catalogue.mts';
import type { OrderView } from '../../sandbox/wire/orderView.mts';
import { blankSpellings, nothingButBlanks, sendSpelled } from '../../harness/blankNumbers.mts';
import { fakeOdoo, type FakeOdoo } from '../../harness/fakeOdoo.mts';
import { packedTarball } from '../../harness/n8n/packedTarball.mts';
import { expectReceivedOrdersHeld } from '../../harness/receivedOrders.mts';
import { startSurroundings, type Surroundings } from '../../harness/wholeFlow.mts';

let odoo: FakeOdoo;
let around: Surroundings;

const expectedDeliveryDate = '2030-01-07T00:00:00Z';
const settings = {
	orderDeskMail: 'order-desk@wholesale.example',
	tellMail: 'it@wholesale.example',
};

beforeAll(async () => {
	const partners = CUSTOMERS.map(({ customerNumber }) => customerNumber);
	const products = ARTICLES.map(({ articleNumber }) => articleNumber);
	odoo = await fakeOdoo(partners, products);
	around = await startSurroundings({
		tarball: packedTarball().path,
		erpCredential: { type: 'odooApi', data: odoo.credential },
	});
	const articles = [...ARTICLES, { ...ARTICLES[0]!, articleNumber: 'ART-990' }];
	const customers = [...CUSTOMERS, { ...CUSTOMERS[0]!, customerNumber: 'C-90' }];
	// Whom Odoo does not know has a blank there.
	const idIn = (known: string[], number: string) => String(known.indexOf(number) + 1 || ' ');
	await around.fillReferenceData(articles, customers, {
		article: ({ articleNumber }) => idIn(products, articleNumber),
		customer: ({ customerNumber }) => idIn(partners, customerNumber),
	});
	const errorWorkflow = await around.add('when-a-run-stops', { settings });
	const subWorkflow = await around.add('take-one-order-odoo', { settings });
	for (const { id } of [errorWorkflow, subWorkflow]) await around.n8n.client.workflows.publish(id);
	await around.receiveOrders(await around.add('orders-by-webhook', { subWorkflow, errorWorkflow }));
});

afterAll(async () => {
	await Promise.all([around?.close(), odoo?.close()]);
});

afterEach(() => odoo.setMood('well'));
const recordAnswer = expectReceivedOrdersHeld((id) => holds(around.sandbox.order(id)!));

const firstLines = [
	{ articleNumber: 'ART-001', quantity: 3 },
	{ articleNumber: 'ART-003', quantity: 2 },
];
const otherLines = [{ articleNumber: 'ART-002', quantity: 7 }];
function said({ id }: OrderView, delivery: { status: number | null } | null): boolean {
	const sent = delivery?.status === 200;
	recordAnswer(id, sent);
	return sent;
}

async function place(more: object = {}): Promise<{ order: OrderView; sent: boolean }> {
	const { order, delivery } = await around.sandbox.placeOrder({
		expectedDeliveryDate,
		lines: firstLines,
		...more,
	});
	return { order, sent: said(order, delivery) };
}
const sendAgain = async (order: OrderView) =>
	said(order, (await around.sandbox.resend(order.id)).delivery);
const change = ({ id }: OrderView) => around.sandbox.editOrder(id, { lines: otherLines });
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
const staffRead = async (order: OrderView, to = settings.orderDeskMail) => {
	const { subject, text } = await around.mailServer.mailTo(to, order.orderNumber);
	return `${subject}\n${text}`;
};

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

it('an Odoo that loses its answer: the order is looked up again, once', async () => {
	odoo.setMood('loses answer');
	const { order, sent } = await place();
	expect([sent, contents(order)]).toEqual([true, [firstLines]]);
});

it('an Odoo that is down: nothing is promised, somebody is told, and the order is taken afterwards', async () => {
	odoo.setMood('down for repair');
	const { order, sent } = await place();
	expect(sent).toBe(false);
	expect(await staffRead(order, settings.tellMail)).toContain('Odoo did not answer');
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
		expect(said(order, delivery)).toBe(true);
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
			expect([said(order, delivery), contents(order), delivery?.answer]).toEqual([
				false,
				[],
				expect.stringContaining(told) as string,
			]);
			expect(await staffRead(order, address)).toContain(told);
		}
	},
);
