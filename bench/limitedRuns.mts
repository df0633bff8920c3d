import { createServer } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { listen } from '../harness/listen.mts';
import { packTarball } from '../harness/n8n/packTarball.mts';
import { startN8n } from '../harness/n8n/startN8n.mts';
import { waitForWebhook } from '../harness/n8n/workflowParts.mts';
import { book, publishPolling } from '../harness/pollingFlow.mts';
import { postSigned } from '../harness/signedPost.mts';
import { anOrder } from '../harness/orders.mts';
import { startSandbox } from '../sandbox/startSandbox.mts';
import { writeBlock } from '../scripts/writeBlock.mts';
import { signingSecret } from './load/orders.mts';
import { ourTrigger } from './n8n/contenders.mts';

/**
 * How long a customer waits for the webhook's answer while the New Order Trigger works off a backlog, in an n8n that
 * limits its runs: `npx tsx bench/limitedRuns.mts` writes its table into docs/operations.md. `--orders 10` tries it with
 * a small backlog, `--page FILE` writes elsewhere.
 */
const { values } = parseArgs({
	options: {
		orders: { type: 'string', default: '200' },
		page: { type: 'string', default: 'docs/operations.md' },
	},
});
const backlog = Number(values.orders);
const erpMs = 200;
const everyMs = 500;
const cases: Array<{ limit: number | null; runsAtOnce: number }> = [
	{ limit: null, runsAtOnce: 4 },
	{ limit: 5, runsAtOnce: 4 },
	{ limit: 5, runsAtOnce: 20 },
	{ limit: 1, runsAtOnce: 4 },
];

const say = (line: string) => process.stdout.write(`${line}\n`);
const row = (...cells: Array<string | number>) => `| ${cells.join(' | ')} |`;

const circumstances = `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, load average before the run ${loadavg()[0]!.toFixed(1)}: ${backlog} orders wait, the ERP takes ${erpMs} ms, a customer places an order every ${everyMs} ms.`;
say(circumstances);
const tarball = await packTarball();
const rows: string[] = [];
for (const one of cases) {
	rows.push(await measure(one));
	say(rows.at(-1)!);
}
await rm(dirname(tarball.path), { recursive: true, force: true });
const titles = ['limit of n8n', '*Runs at Once*', 'p50', 'p99', 'orders placed', 'backlog done in'];
writeBlock(
	values.page,
	[
		'<!-- limitedRuns:start -->',
		'',
		circumstances,
		'',
		row(...titles),
		row(...titles.map(() => '---')),
		...rows,
		'',
		'<!-- limitedRuns:end -->',
	].join('\n'),
);

async function measure({ limit, runsAtOnce }: (typeof cases)[number]): Promise<string> {
	let booked = 0;
	const erp = await listen(
		createServer((request, response) => {
			request.resume().once('end', () => {
				setTimeout(() => {
					booked += 1;
					response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
				}, erpMs);
			});
		}),
	);
	const sandbox = await startSandbox({ switches: { rateLimitPerMinute: null } });
	const env: Record<string, string> =
		limit === null ? {} : { N8N_CONCURRENCY_PRODUCTION_LIMIT: String(limit) };
	const n8n = await startN8n({ tarball: tarball.path, env: { ...env, N8N_LOG_LEVEL: 'warn' } });
	try {
		const { url } = await ourTrigger(n8n);
		await waitForWebhook(url);
		sandbox.addOrders({ count: backlog });
		const startedMs = Date.now();
		await publishPolling(
			n8n,
			sandbox,
			{
				startFrom: 'date',
				startDate: '2020-01-01T00:00:00Z',
				options: { maxRunsAtOnce: runsAtOnce },
			},
			() => [book('ERP', erp.url)],
		);
		const waits: Array<Promise<number>> = [];
		while (booked < backlog) {
			waits.push(answered(url, `W-${waits.length}`));
			await pause(everyMs);
		}
		const tookMs = Date.now() - startedMs;
		const sorted = (await Promise.all(waits)).sort((a, b) => a - b);
		const at = (share: number) =>
			sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
		return row(
			limit ?? 'none',
			runsAtOnce,
			`${at(0.5)} ms`,
			`${at(0.99)} ms`,
			sorted.length,
			`${Math.round(tookMs / 1000)} s`,
		);
	} finally {
		await n8n.stop();
		await Promise.all([sandbox.close(), erp.close()]);
	}
}

async function answered(url: string, id: string): Promise<number> {
	const startedMs = Date.now();
	const { status } = await postSigned(url, anOrder({ id, order_number: id }), signingSecret);
	if (status !== 200) throw new Error(`Order ${id} was answered with ${status}.`);
	return Date.now() - startedMs;
}
