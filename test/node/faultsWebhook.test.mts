import { dayMs } from '../../core/timestamp.ts';
import type { ClientRequest } from 'node:http';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { aLine, anOrder } from '../../harness/orders.mts';
import { postSigned, signatureOf } from '../../harness/signedPost.mts';
import {
	serveTrigger,
	type TriggerServer,
	type TriggerSetUp,
} from '../../harness/triggerServer.mts';

let sandbox: Sandbox;
let server: TriggerServer;

beforeAll(async () => {
	sandbox = await startSandbox();
});
beforeEach(() => sandbox.reset());
afterEach(() => server.close());
afterAll(() => sandbox.close());

async function aTrigger(setUp: TriggerSetUp = {}): Promise<void> {
	server = await serveTrigger({
		credentials: { apicbaseOAuth2Api: anOAuth2Credential(sandbox) },
		parameters: {},
		...setUp,
	});
}

let lastId = 0;
const aNewOrder = (changes: Record<string, unknown> = {}) =>
	anOrder({ id: `fault-${++lastId}`, ...changes });
const send = (order: unknown) => postSigned(server.url, order, sandbox.clientSecret);

interface Handed {
	packages: Array<{ quantity_ordered: number }>;
	sync: { changed: boolean; attempt: number; notices?: string[] };
}
const handedOn = () => server.runs.map((outputs) => outputs[0]![0] as Handed);

// reliability: Apicbase is down, slow, answers 429 or 5xx | Apicbase Trigger
// reliability: Expired token | Apicbase Trigger
it.each([
	['is down', () => sandbox.setSwitches({ outage: true })],
	['is slow', () => sandbox.faults.add({ kind: 'slow', delayMs: 60_000, times: 'always' })],
	['lets nobody ask any more', () => sandbox.faults.add({ kind: 'throttled', times: 'always' })],
	[
		'answers with faults of its own',
		() => sandbox.faults.add({ kind: 'serverError', times: 'always' }),
	],
	['gives out no tokens', () => sandbox.setSwitches({ tokenDown: true })],
	['takes no token any more', () => sandbox.faults.add({ kind: 'expiredToken', times: 'always' })],
])(
	"takes an order although Apicbase's API %s, since it needs nothing from there",
	async (_name, begin) => {
		await aTrigger();
		begin();
		expect(await send(aNewOrder())).toMatchObject({ status: 200, body: { status: 'accepted' } });
		expect(sandbox.state.requests).toEqual([]);
	},
);

// reliability: Clocks apart by a day | Apicbase Trigger
it.each([
	['a day behind', -dayMs],
	['a day ahead', dayMs],
])("takes an order when Apicbase's clock is %s", async (_name, skewMs) => {
	await aTrigger({ parameters: { checks: 'rules' } });
	const order = aNewOrder({
		ordered_on: new Date(Date.now() + skewMs).toISOString(),
		expected_delivery_date: '2100-01-04T06:00:00Z',
	});
	expect(await send(order)).toMatchObject({ status: 200, body: { status: 'accepted' } });
	expect(await send(order)).toMatchObject({ status: 200, body: { status: 'already_accepted' } });
});

describe('an earlier version that arrives after a newer one was accepted', () => {
	const sendVersions = async (parameters: TriggerSetUp['parameters'], days: number[]) => {
		await aTrigger({ parameters });
		const order = aNewOrder();
		const answers = [];
		for (const [index, quantity] of [4, 9, 4].entries()) {
			const ordered_on = `2026-11-2${days[index]}T06:15:30Z`;
			answers.push(await send({ ...order, ordered_on, packages: [aLine({ quantity })] }));
		}
		const { status, body } = answers[2]!;
		return { status, body };
	};
	const handed = () =>
		handedOn().map(({ packages, sync }) => [packages[0]!.quantity_ordered, sync.changed]);
	const theFirstTwo = [
		[4, false],
		[9, true],
	];

	// reliability: An older version after a newer one | Apicbase Trigger
	it('is refused in a sentence, and starts no run', async () => {
		expect(await sendVersions({ checks: 'structure' }, [0, 0, 0])).toMatchObject({
			status: 422,
			body: {
				status: 'refused',
				message:
					'Order 1042 was not sent. A newer version of this order was already received. To return to this version, change the order and send it again.',
				issues: [{ code: 'order_superseded' }],
			},
		});
		expect(handed()).toEqual(theFirstTwo);
	});

	it('goes to the Refused output when that is chosen', async () => {
		await sendVersions({ checks: 'structure', refusedOrders: 'output' }, [0, 0, 0]);
		expect(server.runs[2]).toMatchObject([
			[],
			[{ order_number: '1042', validation: { issues: [{ code: 'order_superseded' }] } }],
		]);
	});

	it('runs as a change, with a notice, when every delivery is to run', async () => {
		expect(
			await sendVersions({ checks: 'structure', onDuplicate: 'run' }, [0, 0, 0]),
		).toMatchObject({
			status: 200,
		});
		expect(handed()).toEqual([...theFirstTwo, [4, true]]);
		expect(handedOn()[2]!.sync.notices).toEqual([
			'A newer version of this order was accepted before.',
		]);
	});

	it('is a change when the customer placed the order again to go back', async () => {
		expect(await sendVersions({ checks: 'structure' }, [0, 1, 2])).toMatchObject({ status: 200 });
		expect(handed()).toEqual([...theFirstTwo, [4, true]]);
	});
});

it.each([
	['responseNode', 503, 2],
	['onReceived', 200, 1],
])(
	'answers for a run that n8n says nothing about as %s promises: %i',
	async (responseMode, status, runs) => {
		await aTrigger({ parameters: { responseMode }, store: () => Promise.resolve(undefined) });
		const order = aNewOrder();
		expect((await send(order)).status).toBe(status);
		await send(order);
		expect(server.runs).toHaveLength(runs);
	},
);

describe('a sender that leaves', () => {
	/** A trigger whose first run does not end before the test lets it. */
	async function aTriggerThatHangs(parameters: TriggerSetUp['parameters'] = {}) {
		const hung: Array<() => void> = [];
		let stores = 0;
		await aTrigger({
			parameters,
			store: () =>
				++stores === 1
					? new Promise((resolve) => hung.push(() => resolve(200)))
					: Promise.resolve(200),
		});
		return { endRuns: () => hung.forEach((end) => end()) };
	}
	const untilRuns = async (count: number) => {
		while (server.runs.length < count) await pause(10);
	};

	it('gives up its turn, and the next run is told that one may have brought the order in', async () => {
		const { endRuns } = await aTriggerThatHangs();
		const order = aNewOrder();
		const impatient = startSending(order);
		await untilRuns(1);
		impatient.destroy();
		expect(await send(order)).toMatchObject({ status: 200, body: { status: 'accepted' } });
		expect(handedOn().map(({ sync }) => sync)).toMatchObject([
			{ changed: false, attempt: 1 },
			{
				changed: false,
				attempt: 2,
				notices: [expect.stringContaining('handed to a run before') as string],
			},
		]);
		expect(handedOn()[0]!.sync).not.toHaveProperty('notices');
		endRuns();
	});

	it('starts no run when it leaves before its turn', async () => {
		const { endRuns } = await aTriggerThatHangs();
		const order = aNewOrder();
		const first = startSending(order);
		await untilRuns(1);
		const second = startSending(order);
		await untilDeliveries(2);
		second.destroy();
		await untilLeft(1);
		endRuns();
		expect(await send(order)).toMatchObject({ body: { status: 'already_accepted' } });
		expect(server.runs).toHaveLength(1);
		first.destroy();
	});

	it('frees its place among the orders under way', async () => {
		const { endRuns } = await aTriggerThatHangs({
			responseMode: 'lastNode',
			options: { maxUnderWay: 1 },
		});
		const impatient = startSending(aNewOrder());
		await untilRuns(1);
		const waiting = send(aNewOrder());
		await untilDeliveries(2);
		expect(server.runs).toHaveLength(1);
		impatient.destroy();
		expect(await waiting).toMatchObject({ status: 200 });
		endRuns();
	});

	const untilDeliveries = async (count: number) => {
		while (server.deliveries.arrived < count) await pause(10);
		await pause(50);
	};
	const untilLeft = async (count: number) => {
		while (server.deliveries.left < count) await pause(10);
	};
});

describe('orders under way at once', () => {
	const parameters = { responseMode: 'lastNode', options: { maxUnderWay: 2 } };

	it('are as many as chosen, first come first served', async () => {
		let underWay = 0;
		let most = 0;
		await aTrigger({
			parameters,
			store: async () => {
				most = Math.max(most, ++underWay);
				await pause(20);
				underWay--;
				return 200;
			},
		});
		const orders = Array.from({ length: 8 }, () => aNewOrder());
		const answers = await Promise.all(orders.map(send));
		expect(answers.map(({ status }) => status)).toEqual(orders.map(() => 200));
		expect(most).toBe(2);
	});

	it('are not counted where the customer is answered at once', async () => {
		const ends: Array<() => void> = [];
		await aTrigger({
			parameters: { ...parameters, responseMode: 'onReceived' },
			store: () => new Promise((resolve) => ends.push(() => resolve(200))),
		});
		const answers = Promise.all([aNewOrder(), aNewOrder(), aNewOrder()].map(send));
		while (ends.length < 3) await pause(10);
		ends.forEach((end) => end());
		expect((await answers).map(({ status }) => status)).toEqual([200, 200, 200]);
	});
});

function startSending(order: unknown): ClientRequest {
	const body = JSON.stringify(order);
	const headers = {
		'x-apic-webhook-signature': signatureOf(body, sandbox.clientSecret),
		'content-length': Buffer.byteLength(body),
	};
	const sending = request(server.url, { method: 'POST', headers });
	// Hanging up is the point.
	sending.on('error', () => {});
	sending.end(body);
	return sending;
}
