import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import type { Credential } from '../../harness/n8n/credentialApi.mts';
import { until } from '../../harness/n8n/processes.mts';
import type { N8n } from '../../harness/n8n/startN8n.mts';
import { startOwnN8n } from '../../harness/n8n/testN8n.mts';
import { aNode } from '../../harness/n8n/workflowParts.mts';
import { openBookingErp, type BookingErp } from '../../harness/bookingErp.mts';
import { book, publishPolling } from '../../harness/pollingFlow.mts';

/** POLLING_ORDERS=1000 plays the long campaign, POLLING_ENGINE=memory n8n's in-memory engine. */
const orders = Number(process.env.POLLING_ORDERS ?? 60);
const kills = 5;
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const engine =
	process.env.POLLING_ENGINE !== 'memory'
		? {
				N8N_SCHEDULER_ENABLED: 'true',
				N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
				N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
			}
		: undefined;
const shelves = ['success', 'fetched', 'once'] as const;
const settleMs = 60_000 + orders * 1500;
jest.setTimeout(settleMs + kills * 60_000);

let n8n: N8n;
let sandbox: Sandbox;
let erp: BookingErp;

/** Park and Miller's generator: the same seed plays the same kills and refusals. */
let state = (seed % 2147483646) + 1;
const chance = () => (state = (state * 48271) % 2147483647) / 2147483647;

beforeAll(async () => {
	sandbox = await startSandbox({ switches: { rateLimitPerMinute: 1_000_000 } });
	erp = await openBookingErp((shelf) => {
		const drawn = chance();
		return shelf.endsWith('-givenUp') || drawn > 0.12
			? 'take'
			: drawn > 0.1
				? 'lose answer'
				: 'refuse';
	});
	n8n = await startOwnN8n(engine);
});
afterAll(async () => {
	await n8n?.stop();
	await Promise.all([sandbox?.close(), erp?.close()]);
});

const markFetched = (credential: Credential) =>
	aNode(
		'Mark',
		'n8n-nodes-apicbase.apicbase',
		{
			resource: 'order',
			operation: 'markFetched',
			order: { __rl: true, mode: 'id', value: '={{ $("New Order").item.json.id }}' },
		},
		{ credentials: { apicbaseOAuth2Api: credential } },
	);

async function publishAll(): Promise<void> {
	const shelf = (name: string) => `${erp.url}/${name}`;
	await publishPolling(
		n8n,
		sandbox,
		{ retryAfterMinutes: 0.1, maxAttempts: 6 },
		() => [book('ERP', shelf('success'))],
		book('Given Up', shelf('success-givenUp')),
	);
	await publishPolling(
		n8n,
		sandbox,
		{ delivery: 'untilFetched', redeliverAfterMinutes: 0.2 },
		(credential) => [book('ERP', shelf('fetched')), markFetched(credential)],
	);
	await publishPolling(n8n, sandbox, { delivery: 'once' }, () => [book('ERP', shelf('once'))]);
}

async function killAtRandomMoments(): Promise<void> {
	for (let kill = 0; kill < kills; kill += 1) {
		sandbox.addOrders({ count: Math.ceil(orders / (2 * kills)) });
		sandbox.faults.add({ kind: 'serverError', times: 2 });
		await pause(1500 + chance() * 4000);
		await n8n.kill();
		sandbox.addOrders({ count: Math.floor(orders / (2 * kills)) });
		await n8n.restart({ fastRestart: true });
	}
}

it('loses no order over five kills, unless it hands over only once', async () => {
	await publishAll();
	await killAtRandomMoments();
	const all = sandbox
		.orders()
		.map(({ id }) => `apicbase-${id}`)
		.sort();
	const settled = () => [...new Set([...erp.booked('success'), ...erp.booked('success-givenUp')])];
	const isMarked = () => sandbox.orders().every(({ fetched }) => fetched);
	await until(
		() => (settled().length === all.length && isMarked() ? true : undefined),
		settleMs,
		500,
	);
	await pause(7000);

	process.stderr.write(
		`${['Seed', seed, engine ? 'durable cursors' : 'in-memory engine', ...shelves.map(report)].join(' · ')}\n`,
	);
	expect(settled().sort()).toEqual(all);
	expect(erp.booked('fetched').sort()).toEqual(all);
	expect(isMarked()).toBe(true);
	// Nothing that was never ordered, whatever was lost.
	expect(all).toEqual(expect.arrayContaining(erp.booked('once')));
});

/** What came of the orders on one shelf, as it goes into docs/limits.md. */
function report(shelf: (typeof shelves)[number]): string {
	const asked = erp.asked(shelf).map(({ externalId }) => externalId);
	const ids = new Set(asked);
	const first = erp
		.asked(shelf)
		.filter(({ attempt }) => attempt === 1)
		.map(({ externalId }) => externalId);
	const lost = sandbox.orders().length - ids.size;
	return `${shelf}: ${sandbox.orders().length} orders, ${lost} never handed over, ${asked.length - ids.size} handed over again, ${first.length - new Set(first).size} of these as new`;
}
