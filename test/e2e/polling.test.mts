import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { until } from '../../harness/n8n/processes.mts';
import { packedTarball } from '../../harness/n8n/packedTarball.mts';
import { startN8n, type N8n } from '../../harness/n8n/startN8n.mts';
import { openOrderBook, type OrderBook } from '../../harness/orderBook.mts';
import { book, publishPolling } from '../../harness/pollingFlow.mts';

let n8n: N8n | undefined;
let sandbox: Sandbox;
let erp: OrderBook;

beforeEach(async () => {
	[sandbox, erp] = await Promise.all([
		startSandbox({ switches: { rateLimitPerMinute: 1_000_000 } }),
		openOrderBook(),
	]);
});
afterEach(async () => {
	await n8n?.stop();
	n8n = undefined;
	await Promise.all([sandbox.close(), erp.close()]);
});

const place = (count: number) => sandbox.addOrders({ count }).map(({ id }) => `apicbase-${id}`);
const askedFor = (shelf: string) => erp.asked(shelf).map(({ externalId }) => externalId);
const hasAsked = (shelf: string, count: number, forMs = 40_000) =>
	until(() => (erp.asked(shelf).length >= count ? true : undefined), forMs);
const listRequests = () =>
	sandbox.state.requests.filter(
		({ path, status }) => path.includes('purchase_orders') && status !== null,
	).length;

/** Waits until all runs have ended, one more poll has taken that in, and another one, begun after it, has stored it. */
async function settled(workflowId: string): Promise<void> {
	await until(
		async () =>
			(await n8n!.client.executions.list(workflowId)).every(({ status }) => status === 'success')
				? true
				: undefined,
		20_000,
	);
	const polled = listRequests() + 3;
	await until(() => (listRequests() >= polled ? true : undefined), 30_000);
}

const scheduler = { N8N_SCHEDULER_ENABLED: 'true', N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true' };

it.each([
	['the in-memory engine', {}],
	['the durable scheduler', scheduler],
	[
		'the durable scheduler with durable cursors',
		{ ...scheduler, N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true' },
	],
])('hands every new order to one run under %s, also over a crash', async (_, env) => {
	n8n = await startN8n({ tarball: packedTarball().path, env });
	const old = place(2);
	const { id } = await publishPolling(n8n, sandbox, {}, () => [book('ERP', `${erp.url}/orders`)]);
	const first = place(3);
	await hasAsked('orders', 3);
	await settled(id);
	const second = place(1);
	await hasAsked('orders', 4);
	await settled(id);
	const requests = listRequests();
	await pause(9500);
	expect(listRequests() - requests).toBeGreaterThanOrEqual(2);
	expect(listRequests() - requests).toBeLessThanOrEqual(4);
	await n8n.kill();
	const whileDown = place(1);
	await n8n.restart({ fastRestart: true });
	await hasAsked('orders', 5);
	await pause(4000);
	expect(askedFor('orders').sort()).toEqual([...first, ...second, ...whileDown].sort());
	expect(askedFor('orders')).not.toEqual(expect.arrayContaining(old));
	expect(new Set((await n8n.client.executions.list(id)).map(({ status }) => status))).toEqual(
		new Set(['success']),
	);
});

it('survives an Apicbase that is away for 30 seconds when it is published and when n8n starts', async () => {
	n8n = await startN8n({ tarball: packedTarball().path });
	const before = await publishPolling(n8n, sandbox, { delivery: 'once' }, () => [
		book('ERP', `${erp.url}/before`),
	]);
	await n8n.kill();
	sandbox.setSwitches({ outage: true });
	const awayUntil = Date.now() + 30_000;
	await n8n.restart({ fastRestart: true });
	const during = await publishPolling(n8n, sandbox, { delivery: 'once' }, () => [
		book('ERP', `${erp.url}/during`),
	]);
	const placed = place(2);
	sandbox.setSwitches({ outage: false, tokenDown: true });
	sandbox.expireTokens();
	await pause(Math.max(0, awayUntil - Date.now()));
	sandbox.setSwitches({ tokenDown: false });
	await Promise.all([hasAsked('before', 2), hasAsked('during', 2)]);
	expect([askedFor('before').sort(), askedFor('during').sort()]).toEqual([placed, placed]);
	const published = await Promise.all(
		[before, during].map(({ id }) => n8n!.client.workflows.publication(id)),
	);
	expect(published.map(({ status }) => status)).toEqual(['published', 'published']);
	expect(n8n.log()).toContain('That was when the trigger had just started; it goes on by itself.');
});
