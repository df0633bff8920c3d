import type { INode, INodeParameters } from 'n8n-workflow';
import type { Language } from '../core/messages/format.ts';
import type { OrderView } from '../sandbox/wire/orderView.mts';
import type { Row } from './n8n/dataTableApi.mts';
import type { StoredWorkflow } from './n8n/workflowApi.mts';
import type { Surroundings } from './wholeFlow.mts';

/** Who is told what, for the steps Settings of the examples. */
export const people = {
	mailFrom: 'orders@wholesale.example',
	articleDataMail: 'article-data@wholesale.example',
	customerDataMail: 'customer-data@wholesale.example',
	orderDeskMail: 'order-desk@wholesale.example',
	tellMail: 'it@wholesale.example',
};

const tablesHoldBytes = 2_000_000;
/** n8n's settings under which its tables are full far above what tests write, apart from the one that fills them. */
export const smallTables = {
	N8N_DATA_TABLES_MAX_SIZE_BYTES: String(tablesHoldBytes),
	N8N_DATA_TABLES_SIZE_CHECK_CACHE_DURATION_MS: '0',
};

export const expectedDeliveryDate = '2030-01-07T00:00:00Z';
export const firstLines = [
	{ articleNumber: 'ART-001', quantity: 3 },
	{ articleNumber: 'ART-003', quantity: 2 },
];
export const otherLines = [{ articleNumber: 'ART-002', quantity: 7 }];

/** Quantities that no ERP can take, although a customer may send them. */
export const noQuantities = ['1,5', -3] as const;

/** What became of an order that a customer sent. */
export interface Answered {
	order: OrderView;
	sent: boolean;
	status: number | null;
	/** What the customer reads. */
	message: string;
}

/** What differs between ERPs. */
export interface ErpOfSupplier {
	/** The lines of each record that the ERP has of an order. */
	contents(order: OrderView): unknown[] | Promise<unknown[]>;
	/** From now on it says no to every order, or no longer does. */
	sayNo(isOn: boolean): void | Promise<void>;
}

interface Flow {
	around: Surroundings;
	/** Made from orders-by-webhook. */
	flow: StoredWorkflow;
	/** Made from a take-one-order example. */
	subWorkflow: StoredWorkflow;
	/** Hears each answer that a customer reads. */
	recordAnswer?: (orderId: string, sent: boolean) => void;
}

/** The steps with the rules. */
const isChecking = (step: string) => step === 'Check the Order' || step === 'Apicbase Trigger';

/** A supplier with the flow of orders-by-webhook, and what a bad day must not do to them, whichever ERP they have. */
export class Supplier {
	constructor(
		private readonly erp: ErpOfSupplier,
		private readonly parts: Flow,
	) {}

	private get around(): Surroundings {
		return this.parts.around;
	}

	async place(more: object = {}): Promise<Answered> {
		const { order, delivery } = await this.around.sandbox.placeOrder({
			expectedDeliveryDate,
			lines: firstLines,
			...more,
		});
		return this.read(order, delivery);
	}

	async sendAgain(order: OrderView): Promise<Answered> {
		return this.read(order, (await this.around.sandbox.resend(order.id)).delivery);
	}

	/** What the customer reads of a delivery. */
	read(order: OrderView, delivery: { status: number | null; answer: string } | null): Answered {
		const status = delivery?.status ?? null;
		const { message } = JSON.parse(delivery?.answer || '{"message":""}') as { message: string };
		this.parts.recordAnswer?.(order.id, status === 200);
		return { order, sent: status === 200, status, message };
	}

	/** The customer changes an order and does not send it yet. */
	change({ id }: OrderView): void {
		this.around.sandbox.editOrder(id, { lines: otherLines });
	}

	/** Subject and text of the first mail about an order. */
	async staffRead({ orderNumber }: OrderView, to = people.orderDeskMail): Promise<string> {
		const { subject, text } = await this.around.mailServer.mailTo(to, orderNumber);
		return `${subject}\n${text}`;
	}

	/** Changes steps of both workflows as a person would in the editor. */
	async edit(change: (step: INode) => void): Promise<void> {
		await this.around.edit(this.parts.subWorkflow, change);
		await this.around.edit(this.parts.flow, change);
		await this.around.waitForWebhook();
	}

	/** How long the ERP's steps wait for it, and how long a claim is kept whose ERP gave no answer. */
	async setTimes({ timeoutMs, keptMinutes }: { timeoutMs: number; keptMinutes: number }) {
		await this.edit(({ type, parameters }) => {
			if (type === 'n8n-nodes-base.httpRequest')
				(parameters.options as INodeParameters).timeout = timeoutMs;
			if (parameters.operation === 'claim') parameters.takeOverAfterMinutes = keptMinutes;
		});
	}

	/** Chooses the customer's language in the steps that ask for one. */
	async speak(messageLanguage: Language): Promise<void> {
		await this.edit(({ name, parameters }) => {
			if (isChecking(name)) parameters.messageLanguage = messageLanguage;
		});
	}

	/** Lets these rules only warn, beside those that do so by default. */
	async warnOf(...codes: string[]): Promise<void> {
		const rules = codes.map((code) => ({ code, severity: 'warning' }));
		await this.edit(({ name, parameters }) => {
			if (isChecking(name)) parameters.severities = { rules };
		});
	}

	/** Orders with numbers that nobody knows pass with a warning. */
	async tolerateUnknownNumbers(): Promise<void> {
		await this.warnOf(
			'unknown_article',
			'line_missing_article_number',
			'unknown_customer',
			'order_missing_customer_number',
		);
	}

	/** Quantities that are no numbers, or not above zero, pass with a warning. */
	async tolerateAnyQuantity(): Promise<void> {
		await this.warnOf(
			'line_missing_quantity',
			'line_quantity_unreadable',
			'line_quantity_not_positive',
			'line_quantity_not_whole',
		);
	}

	/** An order with such a quantity is refused whole, and taken once the customer has corrected it. */
	async expectNoSuchQuantity(quantity: unknown): Promise<void> {
		const [order] = this.around.sandbox.addOrders([{ expectedDeliveryDate, lines: firstLines }]);
		const [first, second] = order!.body.packages as object[];
		const packages = [first, { ...second, quantity_ordered: quantity }];
		this.around.sandbox.editOrder(order!.id, { overrides: { packages } });
		const { status, message } = await this.sendAgain(order!);
		expect([status, await this.erp.contents(order!)]).toEqual([422, []]);
		expect(message).toContain('We could not read every line of this order.');
		expect(await this.staffRead(order!)).toContain(
			'Line 2, Jalapeños, sliced, has a quantity that is not a number above zero.',
		);
		this.around.sandbox.editOrder(order!.id, { overrides: {} });
		expect(await this.sendAgain(order!)).toMatchObject({ sent: true });
		expect(await this.erp.contents(order!)).toEqual([firstLines]);
	}

	/** With the default rules the customer and the owner of the article data read which line has an unknown article. */
	async expectUnknownArticleNamed(): Promise<void> {
		const unknown = { articleNumber: 'ART-999', name: 'Dragon fruit', quantity: 2 };
		const { order, status, message } = await this.place({ lines: [...firstLines, unknown] });
		expect([status, await this.erp.contents(order)]).toEqual([422, []]);
		expect(message).toContain('Line 3, Dragon fruit,');
		expect(await this.staffRead(order, people.articleDataMail)).toContain('Line 3, Dragon fruit,');
	}

	/** An order of which one article is unknown is refused whole, and taken once the article is among the articles. */
	async expectWholeOrNothing(article: Row): Promise<void> {
		const unknown = { articleNumber: 'ART-999', name: 'Dragon fruit', price: '5.000' };
		const lines = [...firstLines, { ...unknown, quantity: 2 }];
		const { order, sent, message } = await this.place({ lines });
		expect([sent, await this.erp.contents(order)]).toEqual([false, []]);
		expect(message).toContain('Line 3, Dragon fruit, has an article that we do not know.');
		expect(await this.staffRead(order)).toContain('in the table Apicbase Articles');
		const { dataTables } = this.around.n8n.client;
		await dataTables.insert(await dataTables.find('Apicbase Articles'), [
			{ ...article, ...unknown, orderable: true },
		]);
		expect(await this.sendAgain(order)).toMatchObject({ sent: true });
		expect(await this.erp.contents(order)).toMatchObject([[{}, {}, { quantity: 2 }]]);
	}

	/** A change that the ERP says no to is promised to nobody, and is taken once it says yes. */
	async expectChangeRefused(
		sayNo: () => void | Promise<void> = () => this.erp.sayNo(true),
	): Promise<void> {
		const { order } = await this.place();
		this.change(order);
		await sayNo();
		const refused = await this.sendAgain(order);
		await this.erp.sayNo(false);
		expect([refused.status, refused.message]).toEqual([
			503,
			expect.stringContaining('We could not accept this order yet') as string,
		]);
		expect(await this.erp.contents(order)).toEqual([firstLines]);
		expect(await this.staffRead(order)).toContain('did not accept it: ');
		expect(await this.sendAgain(order)).toMatchObject({ sent: true });
		expect(await this.erp.contents(order)).toEqual([otherLines]);
	}

	async expectNothingWritten(changes: object, told: string): Promise<void> {
		const { order, sent } = await this.place(changes);
		expect([sent, await this.erp.contents(order)]).toEqual([false, []]);
		expect(await this.staffRead(order)).toContain(told);
	}

	/** Without an address nothing is promised or written, a sentence says which, and the order is taken afterwards. */
	async expectNothingPromisedWith(field: keyof typeof people, value: string): Promise<void> {
		await this.around.edit(this.parts.subWorkflow, fillIn({ [field]: value }));
		const { order, sent, message } = await this.place();
		expect([sent, await this.erp.contents(order)]).toEqual([false, []]);
		expect(message).toContain('We cannot accept orders at the moment.');
		expect(await this.staffRead(order, people.tellMail)).toContain(
			`Cannot sync order ${order.orderNumber}. The step Settings has no mail address of your own in ${field}.`,
		);
		await this.around.edit(this.parts.subWorkflow, fillIn(people));
		expect(await this.sendAgain(order)).toMatchObject({ sent: true });
	}

	/** A refusal that nobody reads is no refusal: the run stops, and the order is taken later. */
	async expectNoRefusalWithoutMail(): Promise<void> {
		const { executions } = this.around.n8n.client;
		const before = (await executions.list(this.parts.flow.id)).length;
		await this.around.mailServer.close();
		await this.erp.sayNo(true);
		const { order, sent, message } = await this.place();
		await this.erp.sayNo(false);
		const runs = await executions.waitFor(this.parts.flow.id, before + 1);
		await this.around.mailServer.restart();
		expect([sent, await this.erp.contents(order)]).toEqual([false, []]);
		expect(message).toContain('We cannot accept orders at the moment.');
		expect(runs.at(-1)).toMatchObject({ status: 'error' });
		expect(await this.sendAgain(order)).toMatchObject({ sent: true });
		expect(await this.erp.contents(order)).toEqual([firstLines]);
	}

	/** What the order desk must know of an order that was taken reaches it once mails go again; until then nothing is promised. */
	async expectRemarksToldLater(): Promise<void> {
		await this.around.mailServer.close();
		const { order, sent } = await this.place({ remarks: 'Ring twice' });
		await this.around.mailServer.restart();
		expect(sent).toBe(false);
		expect(await this.sendAgain(order)).toMatchObject({ sent: true });
		expect(await this.erp.contents(order)).toEqual([firstLines]);
		expect(await this.staffRead(order)).toContain('Remarks of the customer: Ring twice');
	}

	/** The order is taken all the same, and the order desk is told why. */
	async expectTakenThoughLogIsFull(): Promise<void> {
		const { dataTables } = this.around.n8n.client;
		const full = { responseSummary: 'x'.repeat(tablesHoldBytes / 2) };
		const log = await dataTables.find('Apicbase Sync Log');
		for (let row = 0; row < 3; row += 1)
			await dataTables.insert(log, [full]).catch((error: unknown) => {
				expect(String(error)).toContain('size limit exceeded');
			});
		const { order, sent } = await this.place();
		expect([sent, await this.erp.contents(order)]).toEqual([true, [firstLines]]);
		expect(await this.around.syncLog(order.orderNumber)).toEqual([]);
		const told = await this.around.mailServer.mailTo(people.orderDeskMail, 'The sync log');
		expect(told.subject).toBe('The sync log of Apicbase orders cannot be written');
		expect(told.text).toContain('Is the table full?');
	}

	/** The order is taken all the same, and nobody is told twice on a day. */
	async expectTakenThoughLogIsGone(): Promise<void> {
		const { dataTables } = this.around.n8n.client;
		await dataTables.remove(await dataTables.find('Apicbase Sync Log'));
		const { order, sent } = await this.place();
		expect([sent, await this.erp.contents(order)]).toEqual([true, [firstLines]]);
		const mails = this.around.mailServer.mails();
		expect(mails.filter(({ subject }) => subject.includes('sync log'))).toHaveLength(1);
	}
}

/** Fills in fields of a step called Settings. */
export const fillIn =
	(values: Record<string, string>) =>
	({ name, parameters }: INode): void => {
		if (name !== 'Settings') return;
		const { assignments } = parameters.assignments as {
			assignments: Array<{ name: string; value: unknown }>;
		};
		for (const field of assignments) field.value = values[field.name] ?? field.value;
	};
