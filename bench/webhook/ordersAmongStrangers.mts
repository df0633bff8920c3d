import { gzipSync } from 'node:zlib';
import { interleave } from '../frame/interleave.mts';
import { compareRow, type MeasuredRow } from '../frame/row.mts';
import { percentile } from '../frame/statistics.mts';
import type { LoadGenerator, LoadRequest } from '../load/load.mts';
import { forgedOrder, signedOrders } from '../load/orders.mts';
import type { Engine } from '../n8n/benchN8n.mts';
import type { Contender } from '../n8n/contenders.mts';
import { expectOnly } from '../n8n/measureLoad.mts';

/** Far above what customers do, and below what n8n answers on two cores, beyond which everything waits. */
const goodASecond: Record<Engine, number> = { vm: 4, lazy: 10, legacy: 20 };
const seconds = 8;
const strangers = 200;

/** 16 kB that unpack to 16 MB, with a well-formed signature. */
const bomb = (): LoadRequest => ({
	body: gzipSync(Buffer.alloc(16_000_000, ',')),
	headers: { ...forgedOrder().headers, 'content-encoding': 'gzip' },
});

/** Whether good orders are answered as before while a stranger sends compressed bombs: the slowest percent, alone and in the crowd. */
export async function ordersAmongStrangers(
	engine: Engine,
	{ url }: Contender,
	generator: LoadGenerator,
	stranger: LoadGenerator,
): Promise<MeasuredRow> {
	const count = goodASecond[engine] * seconds;
	const sendGood = async (): Promise<number> => {
		const report = await generator.run({
			url,
			requests: signedOrders(count),
			count,
			concurrency: count,
			perSecond: goodASecond[engine],
		});
		expectOnly(200, count, report);
		return percentile(report.latenciesMs, 99);
	};
	const requests = [bomb()];
	const sendBoth = async (): Promise<number> => {
		const bombs = stranger.run({
			url,
			requests,
			count: strangers,
			concurrency: 1,
			perSecond: strangers / seconds,
		});
		const [p99Ms, report] = await Promise.all([sendGood(), bombs]);
		// n8n unpacks what calls itself JSON, and refuses it by itself.
		expectOnly(422, strangers, report);
		return p99Ms;
	};
	const { alone, among } = await interleave(3, { alone: sendGood, among: sendBoth });
	return compareRow({
		section: 'webhook',
		name: `good orders while ${strangers} bombs arrive in a row: 99th percentile (${engine})`,
		unit: 'ms',
		better: 'lower',
		comparedTo: 'good orders alone',
		ours: among,
		theirs: alone,
		goal: 0.5,
	});
}
