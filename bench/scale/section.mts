import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { packTarball } from '../../harness/n8n/packTarball.mts';
import { runCommand } from '../../harness/n8n/runCommand.mts';
import { startQueueN8n, type QueueN8n } from '../../harness/queue/startQueueN8n.mts';
import { compareRow, type MeasuredRow } from '../frame/row.mts';
import type { Section } from '../frame/section.mts';
import { startLoadGenerator } from '../load/load.mts';
import { environments, withN8n } from '../n8n/benchN8n.mts';
import { concurrency } from '../n8n/measureLoad.mts';
import { storedExecutions } from '../n8n/storedExecutions.mts';
import { ordersARound, publishOrderFlow, rounds, type Throughput } from './orderFlow.mts';
import { recordsOnTwoWorkers } from './recordsOnTwoWorkers.mts';

interface Shown extends Throughput {
	/** What n8n stores for an order. */
	bytesEach: number;
}

export const scaleSection: Section = {
	name: 'scale',
	title: 'Queue mode: Redis, Postgres, a webhook processor and workers',
	async run(say) {
		const generator = startLoadGenerator();
		const tarball = await packTarball();
		let queue: QueueN8n | undefined;
		try {
			const alone = await withN8n('lazy', say, async (n8n) => {
				const flow = await publishOrderFlow(n8n, n8n.url);
				const throughput = await flow.measure(generator);
				await flow.close();
				return { ...throughput, ...(await storedExecutions(n8n, flow.workflowId)) };
			});
			say('Starting queue mode');
			queue = await startQueueN8n({ tarball: tarball.path, env: environments.lazy, say });
			const flow = await publishOrderFlow(queue, queue.webhookUrl);
			const two = await flow.measure(generator);
			const bytesEach = await storedInPostgres(queue);
			const records = await recordsOnTwoWorkers(queue);
			await queue.workers[1].stop();
			const one = await flow.measure(generator);
			await flow.close();
			return {
				rows: [
					...compare('1 worker', { ...one, bytesEach }, alone),
					...compare('2 workers', { ...two, bytesEach }, alone),
					records,
				],
				notes: [note],
			};
		} finally {
			await Promise.all([generator.stop(), queue?.stop()]);
			await rm(dirname(tarball.path), { recursive: true, force: true });
		}
	},
};

const note = `${ordersARound} orders of 50 lines in each of ${rounds} rounds, ${concurrency} under way at once, answered immediately and then posted to an ERP, with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true. All processes share this machine: this shows what queue mode costs, not what several machines carry.`;

const columns = [
	{
		name: 'orders into the ERP a second',
		unit: '/s',
		better: 'higher',
		of: (shown: Shown) => shown.perSecond,
	},
	{
		name: 'answered, 99th percentile',
		unit: 'ms',
		better: 'lower',
		of: (shown: Shown) => shown.p99Ms,
	},
	{
		name: 'stored per order',
		unit: 'bytes',
		better: 'lower',
		of: (shown: Shown) => [shown.bytesEach],
	},
] as const;

const compare = (workers: string, ours: Shown, theirs: Shown): MeasuredRow[] =>
	columns.map(({ of, name, ...column }) =>
		compareRow({
			section: 'scale',
			name: `${name} (${workers})`,
			...column,
			comparedTo: 'one process with SQLite',
			ours: of(ours),
			theirs: of(theirs),
		}),
	);

/** What n8n has stored for a run of any workflow so far, on average. */
async function storedInPostgres({ postgres }: QueueN8n): Promise<number> {
	const query = 'SELECT avg(length(data) + length("workflowData"::text)) FROM execution_data';
	const { port, user, database } = postgres;
	const args = ['-h', '127.0.0.1', '-p', String(port), '-U', user, '-At', '-c', query, database];
	return Number(await runCommand('psql', args, { cwd: '/' }));
}
