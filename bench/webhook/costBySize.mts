import type { N8n } from '../../harness/n8n/startN8n.mts';
import { interleave } from '../frame/interleave.mts';
import type { Plot } from '../frame/plot.mts';
import type { Say } from '../frame/section.mts';
import { median } from '../frame/statistics.mts';
import type { LoadGenerator } from '../load/load.mts';
import { signedOrders } from '../load/orders.mts';
import { measureLoad } from '../n8n/measureLoad.mts';
import type { Published } from './compareContenders.mts';

const sizes = [1, 10, 50, 200];
const series = [
	['ours', 'Apicbase Trigger'],
	['floorV2', 'empty trigger'],
	['chain', 'self-built chain'],
	['bare', 'bare Webhook node'],
] as const;

/** CPU of n8n for an accepted order, by its number of lines. */
export async function costBySize(
	n8n: N8n,
	generator: LoadGenerator,
	contenders: Published['accept'],
	say: Say,
): Promise<Plot> {
	say(`orders of ${sizes.join(', ')} lines`);
	const points = series.map(() => [] as Array<readonly [number, number]>);
	for (const lines of sizes) {
		const measure = ([name]: (typeof series)[number]) => [
			name,
			() =>
				measureLoad(n8n, generator, {
					url: contenders[name].url,
					requests: signedOrders(40, lines),
					expectedStatus: 200,
				}),
		];
		const costs = await interleave(
			2,
			Object.fromEntries(series.map(measure)) as Record<
				string,
				() => ReturnType<typeof measureLoad>
			>,
		);
		series.forEach(([name], index) =>
			points[index]!.push([lines, median(costs[name]!.map(({ cpuMs }) => cpuMs))]),
		);
	}
	return {
		file: 'performance-webhook.svg',
		title: 'CPU for one accepted order (legacy engine)',
		x: { label: 'lines of the order', logarithmic: true },
		y: { label: 'CPU of n8n, ms' },
		series: series.map(([, name], index) => ({ name, points: points[index]! })),
	};
}
