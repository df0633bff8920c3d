import type { N8n } from '../../test/support/n8n/startN8n.mts';
import { percentile } from '../frame/statistics.mts';
import type { LoadGenerator, LoadRequest } from '../load/load.mts';
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
	count?: number;
	concurrency?: number;
	/** Any other answer spoils the measurement. */
	expectedStatus: number;
}

/** Sends requests as fast as n8n answers and waits until it has done all work; throws when an answer is not what it should be. */
export async function measureLoad(n8n: N8n, generator: LoadGenerator, load: Load): Promise<LoadCost> {
	const { url, requests, count = requests.length, concurrency = 8, expectedStatus } = load;
	await untilIdle(n8n.pid);
	const before = cpuMs(n8n.pid);
	const { elapsedMs, statuses, latenciesMs } = await generator.run({ url, requests, count, concurrency });
	if (statuses[expectedStatus] !== count) {
		throw new Error(`Expected ${count} answers ${expectedStatus} of ${url}, got ${JSON.stringify(statuses)}.`);
	}
	await untilIdle(n8n.pid);
	return {
		perSecond: (count / elapsedMs) * 1000,
		p50Ms: percentile(latenciesMs, 50),
		p99Ms: percentile(latenciesMs, 99),
		cpuMs: (cpuMs(n8n.pid) - before) / count,
	};
}
