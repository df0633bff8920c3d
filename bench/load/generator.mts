import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { LoadJob, LoadReport } from './load.mts';

/** Sends what it is told to, in a process of its own, so that nothing it does is counted or held up by the measuring one. */
process.on('message', (job: LoadJob) => {
	void runJob(job).then((report) => process.send!(report));
});

async function runJob({
	url,
	requests,
	count,
	concurrency,
	perSecond,
}: LoadJob): Promise<LoadReport> {
	const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
	const bodies = requests.map(({ body }) => (typeof body === 'string' ? Buffer.from(body) : body));
	const report: LoadReport = { elapsedMs: 0, statuses: {}, latenciesMs: [] };
	const startedMs = performance.now();
	let next = 0;
	const sendAll = async (): Promise<void> => {
		for (let index = next++; index < count; index = next++) {
			if (perSecond !== undefined) await until(startedMs + (index / perSecond) * 1000);
			const sentMs = performance.now();
			const status = await send(
				url,
				agent,
				requests[index % requests.length]!.headers,
				bodies[index % bodies.length]!,
			);
			report.latenciesMs.push(performance.now() - sentMs);
			report.statuses[status] = (report.statuses[status] ?? 0) + 1;
		}
	};
	await Promise.all(Array.from({ length: concurrency }, sendAll));
	report.elapsedMs = performance.now() - startedMs;
	agent.destroy();
	return report;
}

async function until(timeMs: number): Promise<void> {
	const waitMs = timeMs - performance.now();
	if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}

function send(
	url: string,
	agent: Agent,
	headers: Record<string, string>,
	body: Buffer,
): Promise<number> {
	return new Promise((resolve, reject) => {
		const call = request(
			url,
			{ method: 'POST', agent, headers: { ...headers, 'content-length': body.length } },
			(answer) => {
				answer
					.resume()
					.once('end', () => resolve(answer.statusCode ?? 0))
					.once('error', reject);
			},
		);
		call.once('error', reject).end(body);
	});
}
