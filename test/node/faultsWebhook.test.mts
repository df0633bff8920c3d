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

const dayMs = 86_400_000;
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
	sync: { changed: boolean };
}
const handedOn = () => server.runs.map((outputs) => outputs[0]![0] as Handed);

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

it('runs an older content that arrives after a newer one as a change, and leaves it to the flow', async () => {
	await aTrigger();
	const order = aNewOrder();
	for (const quantity of [4, 9, 4]) await send({ ...order, packages: [aLine({ quantity })] });
	expect(
		handedOn().map(({ packages, sync }) => [packages[0]!.quantity_ordered, sync.changed]),
	).toEqual([
		[4, false],
		[9, true],
		[4, true],
	]);
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

it('gives up its turn when the sender is gone, so that the next click is not kept waiting', async () => {
	let isStored = (): void => {};
	let stores = 0;
	// The first run never comes to its end before the sender loses patience.
	await aTrigger({
		store: () =>
			++stores === 1
				? new Promise((resolve) => (isStored = () => resolve(200)))
				: Promise.resolve(200),
	});
	const order = aNewOrder();
	const impatient = startSending(order);
	while (server.runs.length === 0) await pause(10);
	impatient.destroy();
	expect(await send(order)).toMatchObject({ status: 200, body: { status: 'accepted' } });
	expect(server.runs).toHaveLength(2);
	isStored();
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
