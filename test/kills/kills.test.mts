import { setTimeout as pause } from 'node:timers/promises';
import type { INode } from 'n8n-workflow';
import { withSync } from '../../core/order/sync.ts';
import { anArticle } from '../../harness/articles.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { openGate, type Gate } from '../../harness/gate.mts';
import { openHoldingProxy, type HoldingProxy } from '../../harness/holdingProxy.mts';
import { lockDatabase } from '../../harness/lockDatabase.mts';
import type { Credential } from '../../harness/n8n/credentialApi.mts';
import { itemsOf } from '../../harness/n8n/executionApi.mts';
import { until } from '../../harness/n8n/processes.mts';
import type { N8n } from '../../harness/n8n/startN8n.mts';
import { startOwnN8n } from '../../harness/n8n/testN8n.mts';
import { aNode, chain, waitForWebhook } from '../../harness/n8n/workflowParts.mts';
import { openBookingErp, type BookingErp } from '../../harness/bookingErp.mts';
import { publishCaller, publishOrderFlow } from '../../harness/orderFlow.mts';
import { anOrder } from '../../harness/orders.mts';
import { book, publishPolling, untilPolled } from '../../harness/pollingFlow.mts';
import { postJson } from '../../harness/postJson.mts';
import { serveSalesErp, type SalesErp } from '../../harness/salesErp.mts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { publishFlows, type CampaignFlows } from '../../scripts/campaign/flows.mts';
import { History } from '../../scripts/campaign/history.mts';
import { openCampaignErp, type CampaignErp } from '../../scripts/campaign/campaignErp.mts';

/**
 * One n8n is in the middle of everything this package does, and is killed twice, and its database is locked once. Each
 * part has an Apicbase of its own; what must be under way at the moment of the kill is held there until then.
 */
let n8n: N8n;
const closing: Array<{ close(): Promise<void> }> = [];
const kept = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
	const one = await opening;
	closing.push(one);
	return one;
};
const aSandbox = () => kept(startSandbox({ switches: { rateLimitPerMinute: null } }));
const isTrue = (ask: () => boolean | Promise<boolean>, forMs = 60_000) =>
	until(async () => ((await ask()) ? true : undefined), forMs, 20);

beforeAll(async () => {
	n8n = await startOwnN8n();
	await Promise.all(Object.values(parts).map((part) => part.begin()));
	const { receiving: last, ...others } = parts;
	await Promise.all(Object.values(others).map((part) => part.untilInTheMiddle()));
	// Its run waits for the ERP for four seconds only.
	await last.untilInTheMiddle();
	await n8n.kill();
	await Promise.all(Object.values(parts).map((part) => part.whileDown()));
	await Promise.all([n8n.restart({ fastRestart: true }), receiving.clickUntilSent()]);
	await ledger.tryAtOnce();
});
afterAll(async () => {
	await n8n?.stop();
	await Promise.all(closing.map((one) => one.close()));
});

/** Orders by webhook and by a poll, into an ERP with the ledger before it. */
const receiving = new (class {
	sandbox!: Sandbox;
	erp!: CampaignErp;
	flows!: CampaignFlows;
	promised = '';
	whileAway: string[] = [];

	readonly expectedDeliveryDate = '2100-01-04T06:00:00Z';
	readonly booked = (id: string) =>
		this.erp.sales.filter(({ reference }) => reference === `apicbase-${id}`).length;
	readonly hasBooked = (id: string) => isTrue(() => this.booked(id) > 0);
	readonly list = () =>
		this.sandbox.addOrders([{ expectedDeliveryDate: this.expectedDeliveryDate }])[0]!.id;

	async begin() {
		[this.sandbox, this.erp] = await Promise.all([
			aSandbox(),
			kept(openCampaignErp(new History())),
		]);
		this.flows = await publishFlows(n8n, this.sandbox, this.erp.url);
		this.sandbox.setWebhook({ url: this.flows['answered at once'].url });
		this.erp.feel('silent');
	}

	async untilInTheMiddle() {
		const { expectedDeliveryDate } = this;
		const { order } = await this.sandbox.placeOrder({ expectedDeliveryDate });
		expect(order.status).toBe('ORDERED');
		this.promised = order.id;
		await isTrue(() => this.erp.unanswered() > 0);
	}

	async whileDown() {
		this.erp.feel('well');
		const { expectedDeliveryDate } = this;
		const placed = await Promise.all(
			Array.from({ length: 8 }, () => this.sandbox.placeOrder({ expectedDeliveryDate })),
		);
		expect(placed.map(({ order }) => order.status)).toEqual(placed.map(() => 'IN_PROGRESS'));
		this.whileAway = placed.map(({ order }) => order.id);
	}

	/** Customers who click all the time while n8n starts. */
	async clickUntilSent() {
		const isSent = async (id: string) => (await this.sandbox.resend(id)).order.status === 'ORDERED';
		const sent = await Promise.all(this.whileAway.map((id) => isTrue(() => isSent(id))));
		expect(sent).toEqual(this.whileAway.map(() => true));
	}
})();

/** A polling workflow that marks each order as fetched. */
const marking = new (class {
	sandbox!: Sandbox;
	proxy!: HoldingProxy;
	flow = '';
	notHeard = '';
	done = '';

	readonly asked = (id: string) =>
		this.sandbox.state.requests.filter(
			({ method, path }) => method === 'PATCH' && path.includes(id),
		).length;
	readonly place = () => this.sandbox.addOrders({ count: 1 })[0]!.id;

	async begin() {
		this.sandbox = await aSandbox();
		this.proxy = await kept(openHoldingProxy(this.sandbox.url));
		const { id } = await publishPolling(
			n8n,
			behind(this.proxy, this.sandbox),
			{ retryAfterMinutes: 0.05 },
			(credential) => [
				apicbase('Mark', credential, {
					resource: 'order',
					operation: 'markFetched',
					order: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				}),
			],
		);
		this.flow = id;
	}

	async untilInTheMiddle() {
		[this.notHeard, this.done] = [this.place(), this.place()];
		this.proxy.hold('PATCH', this.notHeard, 'before');
		this.proxy.hold('PATCH', this.done, 'after');
		await isTrue(() => this.proxy.held() === 2);
	}

	whileDown() {
		this.proxy.release();
		return Promise.resolve();
	}

	/** All runs, oldest first, once each of these orders has one that ended well. */
	async runsUntilAllEndWell(...ids: string[]) {
		const { executions } = n8n.client;
		const read = async () =>
			await Promise.all((await executions.list(this.flow)).map(({ id }) => executions.get(id)));
		const runs = await until(async () => {
			const all = await read();
			const endedWell = all
				.filter(({ status }) => status === 'success')
				.flatMap((run) => itemsOf(run, 'New Order').map(({ id }) => id));
			return ids.every((id) => endedWell.includes(id)) ? all : undefined;
		}, 60_000);
		await untilPolled(this.sandbox);
		return runs!;
	}
})();

/** An assortment that somebody uploads by hand. */
const uploading = new (class {
	sandbox!: Sandbox;
	proxy!: HoldingProxy;
	flow = '';
	run = '';

	readonly articles = [anArticle()];
	readonly path = '/suppliers/files/';
	readonly asked = () =>
		this.sandbox.state.requests.filter(
			({ method, path }) => method === 'POST' && path.includes(this.path),
		).length;
	readonly press = () => n8n.client.workflows.run(this.flow, 'Start');

	async begin() {
		this.sandbox = await aSandbox();
		this.proxy = await kept(openHoldingProxy(this.sandbox.url));
		const credential = await n8n.client.credentials.create(
			'Apicbase',
			'apicbaseOAuth2Api',
			anOAuth2Credential(behind(this.proxy, this.sandbox)),
		);
		const nodes = [
			aNode('Start', 'n8n-nodes-base.manualTrigger'),
			aNode(
				'Articles',
				'n8n-nodes-base.set',
				{ mode: 'raw', jsonOutput: JSON.stringify(this.articles[0]), options: {} },
				{ typeVersion: 3.4 },
			),
			apicbase('Upload', credential, {
				resource: 'article',
				operation: 'upload',
				customerNumber: 'C-42',
			}),
		];
		const connections = chain('Start', 'Articles', 'Upload');
		({ id: this.flow } = await n8n.client.workflows.create({ name: 'Upload', nodes, connections }));
	}

	async untilInTheMiddle() {
		this.proxy.hold('POST', this.path, 'before');
		this.run = await this.press();
		await isTrue(() => this.proxy.held() === 1);
	}

	whileDown() {
		this.proxy.release();
		return Promise.resolve();
	}
})();

/** A polling workflow whose runs wait at a gate, and the workflow that is told when one stops. */
const telling = new (class {
	sandbox!: Sandbox;
	gate!: Gate;
	flow = '';
	errorWorkflow = '';

	async begin() {
		[this.sandbox, this.gate] = await Promise.all([aSandbox(), kept(openGate())]);
		const { workflows } = n8n.client;
		({ id: this.errorWorkflow } = await workflows.create({
			name: 'When a run stops',
			nodes: [aNode('Told', 'n8n-nodes-base.errorTrigger')],
			connections: {},
		}));
		await workflows.publish(this.errorWorkflow);
		const erp = aNode(
			'ERP',
			'n8n-nodes-base.httpRequest',
			{ url: this.gate.url, options: {} },
			{ typeVersion: 4.2 },
		);
		({ id: this.flow } = await publishPolling(
			n8n,
			this.sandbox,
			{ startFrom: 'date', startDate: '2020-01-01T00:00:00Z', retryAfterMinutes: 0.05 },
			() => [erp],
		));
		const { errorWorkflow } = this;
		await workflows.update(this.flow, { settings: { executionOrder: 'v1', errorWorkflow } });
		await workflows.unpublish(this.flow);
		await workflows.publish(this.flow);
	}

	async untilInTheMiddle() {
		this.gate.expect(2);
		this.sandbox.addOrders({ count: 1 });
		await isTrue(() => this.gate.waiting() === 1);
	}

	whileDown() {
		this.gate.expect(1);
		return Promise.resolve();
	}

	async countRuns(status: string) {
		return (await n8n.client.executions.list(this.flow)).filter((run) => run.status === status)
			.length;
	}
})();

/** The ledger example, with an ERP that books an order and does not answer. */
const ledger = new (class {
	erp!: SalesErp;
	url = '';
	cutShort: Promise<unknown> | undefined;
	/** Longer than n8n takes to start again. */
	takeOverMs = 0;
	repliesAtOnce: unknown[] = [];

	readonly send = async (id: string) =>
		await postJson(
			this.url,
			withSync(anOrder({ id, order_number: id }), { source: 'webhook', nowMs: 0 }),
		);

	async begin() {
		this.erp = await kept(serveSalesErp());
		this.takeOverMs = 10_000 + 3 * n8n.startedInMs;
		const flow = await publishOrderFlow(
			n8n,
			'order-ledger',
			{ url: this.erp.url, timeoutMs: 60_000 },
			{ claim: { takeOverAfterMinutes: this.takeOverMs / 60_000 } },
		);
		({ url: this.url } = await publishCaller(n8n, flow));
		await waitForWebhook(this.url);
		expect((await this.send('before')).body.logEntry).toMatchObject({ outcome: 'completed' });
	}

	async untilInTheMiddle() {
		this.erp.keepQuietAfterCreating(1);
		this.cutShort = this.send('1').catch(() => undefined);
		await isTrue(() => this.erp.sales.length === 2);
	}

	async whileDown() {
		await this.cutShort;
	}

	/** Before the claim of the run that was cut short is too old to hold. */
	async tryAtOnce() {
		await waitForWebhook(this.url);
		const [held, other] = [await this.send('1'), await this.send('before')];
		this.repliesAtOnce = [held.status, (other.body.logEntry as { outcome: string }).outcome];
	}
})();

/** Polling under n8n's in-memory engine, which hands each new order to one run. */
const polling = new (class {
	sandbox!: Sandbox;
	book!: BookingErp;
	flow = '';
	old: string[] = [];
	fresh: string[] = [];

	readonly place = (count: number) =>
		this.sandbox.addOrders({ count }).map(({ id }) => `apicbase-${id}`);
	readonly asked = () => this.book.asked('orders').map(({ externalId }) => externalId);

	async begin() {
		[this.sandbox, this.book] = await Promise.all([aSandbox(), kept(openBookingErp())]);
		this.old = this.place(2);
		({ id: this.flow } = await publishPolling(n8n, this.sandbox, {}, () => [
			book('ERP', `${this.book.url}/orders`),
		]));
	}

	async untilInTheMiddle() {
		this.fresh = this.place(3);
		await isTrue(() => this.asked().length === 3);
		await isTrue(async () =>
			(await n8n.client.executions.list(this.flow)).every(({ status }) => status === 'success'),
		);
		await untilPolled(this.sandbox);
	}

	whileDown() {
		this.fresh.push(...this.place(1));
		return Promise.resolve();
	}
})();

/** Two polling workflows whose Apicbase is away when n8n starts, and when the second one is published. */
const outage = new (class {
	sandbox!: Sandbox;
	book!: BookingErp;
	before = '';

	readonly publish = async (shelf: string) =>
		(
			await publishPolling(n8n, this.sandbox, { delivery: 'once' }, () => [
				book('ERP', `${this.book.url}/${shelf}`),
			])
		).id;

	async begin() {
		[this.sandbox, this.book] = await Promise.all([aSandbox(), kept(openBookingErp())]);
		this.before = await this.publish('before');
	}

	untilInTheMiddle() {
		return Promise.resolve();
	}

	whileDown() {
		this.sandbox.setSwitches({ outage: true });
		return Promise.resolve();
	}
})();

const parts = { receiving, marking, uploading, telling, ledger, polling, outage };

const behind = (proxy: HoldingProxy, { clientId, clientSecret }: Sandbox) => ({
	url: proxy.url,
	clientId,
	clientSecret,
});
const apicbase = (name: string, credential: Credential, parameters: INode['parameters']) =>
	aNode(name, 'n8n-nodes-apicbase.apicbase', parameters, {
		credentials: { apicbaseOAuth2Api: credential },
	});

describe('n8n is killed', () => {
	// reliability: n8n is killed | Apicbase Trigger
	it('right after a 2XX: the order is booked once, because the poll brings it again', async () => {
		const { promised, hasBooked, booked, sandbox, flows } = receiving;
		await hasBooked(promised);
		await untilPolled(sandbox);
		expect(booked(promised)).toBe(1);
		const { executions } = n8n.client;
		const first = await executions.list(flows['answered at once'].id);
		expect(first[0]!.status).toBe('crashed');
	});

	// reliability: n8n is killed | Apicbase node
	it('while a run marks an order as fetched: a new run marks it, also when Apicbase had done it and nobody heard', async () => {
		const { sandbox, notHeard, done, asked } = marking;
		const runs = await marking.runsUntilAllEndWell(notHeard, done);
		expect(runs.map(({ status }) => status).sort()).toEqual([
			'crashed',
			'crashed',
			'success',
			'success',
		]);
		const endedWell = runs.filter(({ status }) => status === 'success');
		expect(endedWell.flatMap((run) => itemsOf(run, 'New Order'))).toEqual(
			expect.arrayContaining(
				[notHeard, done].map(
					(id) =>
						expect.objectContaining({
							id,
							sync: expect.objectContaining({ attempt: 2 }) as unknown,
						}) as unknown,
				),
			),
		);
		for (const id of [notHeard, done])
			expect(sandbox.order(id)).toMatchObject({ fetched: true, viewed: false });
		expect([asked(notHeard), asked(done)]).toEqual([1, 2]);
	});

	it('while an assortment is uploaded: it is not sent again by itself, and the next run sends it whole', async () => {
		const { sandbox, run, asked, articles } = uploading;
		expect(await n8n.client.executions.ended(run)).toMatchObject({ status: 'crashed' });
		expect([asked(), sandbox.state.files]).toEqual([0, []]);
		expect((await n8n.client.executions.ended(await uploading.press())).status).toBe('success');
		expect(sandbox.state.files).toMatchObject([{ customerNumber: 'C-42', articles }]);
	});

	// reliability: n8n is killed | New Order Trigger
	it('in a run: the error workflow is told of it, and the order comes again', async () => {
		const { executions } = n8n.client;
		const [told] = await executions.waitFor(telling.errorWorkflow, 1);
		expect(itemsOf(told!, 'Told')).toMatchObject([
			{ workflow: { id: telling.flow }, execution: { mode: 'trigger' } },
		]);
		await isTrue(async () => (await telling.countRuns('success')) === 1);
		expect([await telling.countRuns('crashed'), await telling.countRuns('success')]).toEqual([
			1, 1,
		]);
	});

	// reliability: n8n is killed | New Order Trigger
	it('between polls of the in-memory engine: each new order is handed to one run', async () => {
		const { fresh, old, sandbox, asked, flow } = polling;
		await isTrue(() => asked().length === fresh.length);
		const startedMs = Date.now();
		await untilPolled(sandbox, 5);
		// One poll a second: a second set of timers would ask twice as often.
		expect(Date.now() - startedMs).toBeGreaterThan(3_000);
		expect(asked().sort()).toEqual([...fresh].sort());
		expect(asked()).not.toEqual(expect.arrayContaining(old));
		const runs = await n8n.client.executions.list(flow);
		expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(['success']));
	});
});

describe('n8n starts', () => {
	// reliability: n8n is killed | Apicbase Trigger
	it('and answers for itself before it asks any node: what the customers were told is sent is booked once', async () => {
		const { whileAway, booked, hasBooked, sandbox } = receiving;
		await Promise.all(whileAway.map(hasBooked));
		await untilPolled(sandbox);
		expect(whileAway.map(booked)).toEqual(whileAway.map(() => 1));
		// n8n's own words, "n8n is starting up", stand in the answers here; which click meets that moment is chance.
		expect(whileAway.map((id) => sandbox.order(id)!.lastDelivery!.status)).toEqual(
			whileAway.map(() => 200),
		);
	});

	// reliability: Apicbase is down, slow, answers 429 or 5xx | New Order Trigger
	it('while Apicbase is away: polling goes on by itself when it is back, also where it was published meanwhile', async () => {
		const { sandbox, book: erp, before } = outage;
		const during = await outage.publish('during');
		const placed = sandbox.addOrders({ count: 2 }).map(({ id }) => `apicbase-${id}`);
		sandbox.setSwitches({ outage: false, tokenDown: true });
		sandbox.expireTokens();
		const tokens = () =>
			sandbox.state.requests.filter(({ path }) => path.startsWith('/oauth/token')).length;
		const refused = tokens() + 4;
		await isTrue(() => tokens() >= refused);
		sandbox.setSwitches({ tokenDown: false });
		const asked = (shelf: string) => erp.asked(shelf).map(({ externalId }) => externalId);
		await isTrue(() => ['before', 'during'].every((shelf) => asked(shelf).length >= 2));
		expect([asked('before').sort(), asked('during').sort()]).toEqual([placed, placed]);
		const { workflows } = n8n.client;
		const published = await Promise.all([before, during].map((id) => workflows.publication(id)));
		expect(published.map(({ status }) => status)).toEqual(['published', 'published']);
		expect(n8n.log()).toContain(
			'That was when the trigger had just started; it goes on by itself.',
		);
	});
});

describe('n8n is killed and starts again', () => {
	// reliability: n8n is killed | Apicbase node
	it('between claim and complete: the order is one record, and is taken over after the set time', async () => {
		expect(ledger.repliesAtOnce).toEqual([500, 'already_synced']);
		const taken = await until(
			async () => {
				const reply = await ledger.send('1');
				return reply.status === 500 ? undefined : reply;
			},
			4 * ledger.takeOverMs,
			500,
		);
		expect(taken!.body.logEntry).toMatchObject({ localId: 'SO-2', outcome: 'completed' });
		expect(ledger.erp.sales.map(({ reference }) => reference).sort()).toEqual([
			'apicbase-1',
			'apicbase-before',
		]);
	});
});

describe('the database is locked', () => {
	/** Longer than n8n waits for SQLite's lock before it gives up writing how a run ended. */
	const lockedMs = 10_000;
	let marked = '';
	let listed: string[] = [];
	let upload = '';

	beforeAll(async () => {
		marked = marking.place();
		marking.proxy.hold('PATCH', marked, 'before');
		uploading.proxy.hold('POST', uploading.path, 'before');
		uploading.sandbox.state.files.length = 0;
		uploading.sandbox.state.requests.length = 0;
		upload = await uploading.press();
		await isTrue(() => marking.proxy.held() === 1 && uploading.proxy.held() === 1);
		const unlock = await lockDatabase(n8n.userFolder);
		listed = [receiving.list(), receiving.list()];
		marking.proxy.release();
		uploading.proxy.release();
		await pause(lockedMs).finally(unlock);
	});

	// reliability: Database locked or full | New Order Trigger
	it('while orders are found: each is booked once when it is free again', async () => {
		await Promise.all(listed.map(receiving.hasBooked));
		await untilPolled(receiving.sandbox);
		expect(listed.map(receiving.booked)).toEqual([1, 1]);
	});

	it('while an order is marked: it stays marked; n8n cannot write that the run ended, so another one is started', async () => {
		expect(marking.sandbox.order(marked)).toMatchObject({ fetched: true, viewed: false });
		const runs = await marking.runsUntilAllEndWell(marked);
		const [cutOff, again, ...others] = runs.slice(4);
		expect([cutOff!.status === 'success', again!.status, others]).toEqual([false, 'success', []]);
		expect(itemsOf(again!, 'New Order')).toMatchObject([{ id: marked, sync: { attempt: 2 } }]);
		expect(marking.sandbox.order(marked)).toMatchObject({ fetched: true, viewed: false });
	});

	it('while an assortment is uploaded: it is sent once, although n8n cannot write that its run ended well', async () => {
		const { executions } = n8n.client;
		// Which of them, depends on whether the lock is gone when n8n tries to write for the last time.
		expect(['running', 'error']).toContain((await executions.list(uploading.flow)).at(-1)!.status);
		await n8n.kill();
		await n8n.restart({ fastRestart: true });
		expect(['crashed', 'error']).toContain((await executions.ended(upload)).status);
		expect(uploading.asked()).toBe(1);
		expect(uploading.sandbox.state.files).toMatchObject([
			{ customerNumber: 'C-42', articles: uploading.articles },
		]);
	});

	it('and n8n is killed after it: nothing that was booked is booked again', async () => {
		const late = receiving.list();
		await receiving.hasBooked(late);
		await untilPolled(receiving.sandbox);
		const ids = [receiving.promised, ...receiving.whileAway, ...listed, late];
		expect(ids.map(receiving.booked)).toEqual(ids.map(() => 1));
	});
});
