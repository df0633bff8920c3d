import type { N8n } from '../../harness/n8n/startN8n.mts';
import { percentile } from '../frame/statistics.mts';
import type { LoadGenerator, LoadReport, LoadRequest } from '../load/load.mts';
import { cpuMs, untilIdle } from './processCost.mts';

/** What a load cost. */
export interface LoadCost {
	perSecond: number;
	p50Ms: number;
	p99Ms: number;
	/** CPU time of n8n's main process for each request, until the runs had ended. */
	cpuMs: number;
}

interface Load {
	url: string;
	requests: LoadRequest[];
	/** All requests once when it is left out. */
	count?: number;
	/** Any other answer spoils the measurement. */
	expectedStatus: number;
}

/** How many requests are under way at once. */
export const concurrency = 8;

/** Sends requests as fast as n8n answers and waits until it has done all work; throws when an answer is not what it should be. */
export async function measureLoad(
	{ pid }: N8n,
	generator: LoadGenerator,
	load: Load,
): Promise<LoadCost> {
	const { url, requests, count = requests.length, expectedStatus } = load;
	const before = cpuMs(pid);
	const report = await generator.run({ url, requests, count, concurrency });
	expectOnly(expectedStatus, count, report);
	await untilIdle(pid);
	return {
		perSecond: (count / report.elapsedMs) * 1000,
		p50Ms: percentile(report.latenciesMs, 50),
		p99Ms: percentile(report.latenciesMs, 99),
		cpuMs: (cpuMs(pid) - before) / count,
	};
}

/** Throws when not every answer had the status it should have. */
export function expectOnly(status: number, count: number, { statuses }: LoadReport): void {
	if (statuses[status] !== count)
		throw new Error(`Expected ${count} answers ${status}, got ${JSON.stringify(statuses)}.`);
}
