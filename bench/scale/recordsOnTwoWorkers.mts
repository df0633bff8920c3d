import { withSync } from '../../core/order/sync.ts';
import { readExample } from '../../harness/n8n/importExample.mts';
import { aNode, chain, waitForWebhook } from '../../harness/n8n/workflowParts.mts';
import { publishCaller, publishOrderFlow } from '../../harness/orderFlow.mts';
import { anOrder } from '../../harness/orders.mts';
import { postJson } from '../../harness/postJson.mts';
import type { QueueN8n } from '../../harness/queue/startQueueN8n.mts';
import { serveSalesErp } from '../../harness/salesErp.mts';
import { valueRow, type MeasuredRow } from '../frame/row.mts';

const rounds = 4;
const orders = 25;

/**
 * Sends each order twice at one moment through examples/order-ledger-postgres on two workers, into an ERP that forbids
 * nothing, and counts the records that are there twice or not at all.
 */
export async function recordsOnTwoWorkers(queue: QueueN8n): Promise<MeasuredRow> {
	const { client, postgres, webhookUrl: url } = queue;
	const erp = await serveSalesErp();
	const { user, database, port } = postgres;
	const credential = await client.credentials.create('Ledger', 'postgres', {
		host: '127.0.0.1',
		database,
		user,
		password: '',
		port,
		ssl: 'disable',
	});
	await createTable(queue, credential);
	const flow = await publishOrderFlow(
		{ client },
		'order-ledger-postgres',
		{ url: erp.url, timeoutMs: 10_000 },
		{ credentials: [credential] },
	);
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

/** The table as the example's note describes it. */
async function createTable(
	{ client }: QueueN8n,
	credential: { id: string; name: string },
): Promise<void> {
	const note = readExample('order-ledger-postgres').nodes.find(({ name }) => name === 'Read Me')!;
	const [, query = ''] = /```sql\n([\s\S]+?)```/.exec(note.parameters.content as string) ?? [];
	const table = aNode(
		'Table',
		'n8n-nodes-base.postgres',
		{ operation: 'executeQuery', query, options: {} },
		{ typeVersion: 2.6, credentials: { postgres: credential } },
	);
	const { id } = await client.workflows.create({
		name: 'Table',
		nodes: [aNode('Start', 'n8n-nodes-base.manualTrigger'), table],
		connections: chain('Start', 'Table'),
	});
	const { status } = await client.executions.ended(await client.workflows.run(id, 'Start'));
	if (status !== 'success') throw new Error(`The ledger's table could not be made: ${status}`);
}
