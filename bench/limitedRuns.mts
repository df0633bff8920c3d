import { createServer } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { rm } from 'node:fs/promises';
import { listen } from '../harness/listen.mts';
import { packTarball } from '../harness/n8n/packTarball.mts';
import { startN8n } from '../harness/n8n/startN8n.mts';
import { waitForWebhook } from '../harness/n8n/workflowParts.mts';
import { book, publishPolling } from '../harness/pollingFlow.mts';
import { postSigned } from '../harness/signedPost.mts';
import { anOrder } from '../harness/orders.mts';
import { startSandbox } from '../sandbox/startSandbox.mts';
import { signingSecret } from './load/orders.mts';
import { ourTrigger } from './n8n/contenders.mts';

/**
 * How long a customer waits for the webhook's answer while the New Order Trigger works off a backlog, in an n8n that
 * limits its runs: `npx tsx bench/limitedRuns.mts`. The figures go into docs/operations.md.
 */
const backlog = 200;
const erpMs = 200;
const everyMs = 500;
const cases: Array<{ limit: number | null; runsAtOnce: number }> = [
	{ limit: null, runsAtOnce: 4 },
	{ limit: 5, runsAtOnce: 4 },
	{ limit: 5, runsAtOnce: 20 },
	{ limit: 1, runsAtOnce: 4 },
];

const say = (line: string) => process.stdout.write(`${line}\n`);

say(
	`${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}; ${backlog} orders wait, the ERP takes ${erpMs} ms, a webhook order every ${everyMs} ms`,
);
const tarball = await packTarball();
for (const one of cases) say(await measure(one));
await rm(dirname(tarball.path), { recursive: true, force: true });

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
		return `limit ${limit ?? 'none'}, Runs at Once ${runsAtOnce}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms of ${sorted.length} webhook orders; the backlog took ${Math.round(tookMs / 1000)} s`;
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
