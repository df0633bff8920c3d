import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { until } from '../../harness/n8n/processes.mts';
import type { N8n } from '../../harness/n8n/startN8n.mts';
import { startOwnN8n } from '../../harness/n8n/testN8n.mts';
import { openBookingErp, type BookingErp } from '../../harness/bookingErp.mts';
import { book, publishPolling, untilPolled } from '../../harness/pollingFlow.mts';

let n8n: N8n | undefined;
let sandbox: Sandbox;
let erp: BookingErp;

beforeEach(async () => {
	[sandbox, erp] = await Promise.all([
		startSandbox({ switches: { rateLimitPerMinute: 1_000_000 } }),
		openBookingErp(),
	]);
});
afterEach(async () => {
	await n8n?.stop();
	n8n = undefined;
	await Promise.all([sandbox.close(), erp.close()]);
});

const place = (count: number) => sandbox.addOrders({ count }).map(({ id }) => `apicbase-${id}`);
const askedFor = (shelf: string) => erp.asked(shelf).map(({ externalId }) => externalId);
const hasAsked = (shelf: string, count: number) =>
	until(() => (erp.asked(shelf).length >= count ? true : undefined), 60_000);
/** Waits until all runs have ended, one more poll has taken that in, and another one, begun after it, has stored it. */
async function settled(workflowId: string): Promise<void> {
	await until(
		async () =>
			(await n8n!.client.executions.list(workflowId)).every(({ status }) => status === 'success')
				? true
				: undefined,
		60_000,
	);
	await untilPolled(sandbox);
}

const scheduler = { N8N_SCHEDULER_ENABLED: 'true', N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true' };

it('hands every new order to one run under the durable scheduler, also over a crash', async () => {
	n8n = await startOwnN8n(scheduler);
	const old = place(2);
	const { id } = await publishPolling(n8n, sandbox, {}, () => [book('ERP', `${erp.url}/orders`)]);
	const first = place(3);
	await hasAsked('orders', 3);
	await settled(id);
	const second = place(1);
	await hasAsked('orders', 4);
	await settled(id);
	const startedMs = Date.now();
	await untilPolled(sandbox, 5);
	// One poll a second: a second set of timers would ask twice as often.
	expect(Date.now() - startedMs).toBeGreaterThan(3_000);
	await n8n.kill();
	const whileDown = place(1);
	await n8n.restart({ fastRestart: true });
	await hasAsked('orders', 5);
	await untilPolled(sandbox);
	expect(askedFor('orders').sort()).toEqual([...first, ...second, ...whileDown].sort());
	expect(askedFor('orders')).not.toEqual(expect.arrayContaining(old));
	expect(new Set((await n8n.client.executions.list(id)).map(({ status }) => status))).toEqual(
		new Set(['success']),
	);
});
