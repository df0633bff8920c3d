import { withSync } from '../../core/order/sync.ts';
import { waitForWebhook } from '../../harness/n8n/workflowParts.mts';
import { publishCaller } from '../../harness/orderFlow.mts';
import { anOrder } from '../../harness/orders.mts';
import { publishPostgresLedger } from '../../harness/postgresLedger.mts';
import { postJson } from '../../harness/postJson.mts';
import type { QueueN8n } from '../../harness/queue/startQueueN8n.mts';
import { serveSalesErp } from '../../harness/salesErp.mts';
import { valueRow, type MeasuredRow } from '../frame/row.mts';

const rounds = 20;
const orders = 50;

/**
 * Sends each order twice at one moment through examples/order-ledger-postgres on two workers, into an ERP that forbids
 * nothing, and counts the records that are there twice or not at all.
 */
export async function recordsOnTwoWorkers(queue: QueueN8n): Promise<MeasuredRow> {
	const { client, postgres, webhookUrl: url } = queue;
	const erp = await serveSalesErp();
	const flow = await publishPostgresLedger(queue, postgres, { url: erp.url, timeoutMs: 10_000 });
	const caller = await publishCaller({ client, url }, flow, 3);
	await waitForWebhook(caller.url);
	try {
		for (let round = 0; round < rounds; round += 1) {
			const twice = Array.from({ length: orders * 2 }, (_, index) => `${round}-${index >> 1}`);
			await Promise.all(
				twice.map((id) =>
					postJson(
						caller.url,
						withSync(anOrder({ id, order_number: id }), { source: 'webhook', nowMs: 0 }),
					),
				),
			);
		}
		const different = new Set(erp.sales.map(({ reference }) => reference)).size;
		const wrong = erp.sales.length - different + (rounds * orders - different);
		return valueRow({
			section: 'scale',
			name: `orders twice or not at all in the ERP, of ${rounds * orders} sent twice at once (order-ledger-postgres, 2 workers)`,
			unit: '',
			values: [wrong],
			goal: { text: '0', met: wrong === 0 },
		});
	} finally {
		await erp.close();
	}
}
