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
export const bombs = 200;

/** 16 kB that unpack to 16 MB, with a well-formed signature. */
const bomb = (): LoadRequest => ({
	body: gzipSync(Buffer.alloc(16_000_000, ',')),
	headers: { ...forgedOrder().headers, 'content-encoding': 'gzip' },
});

/** How n8n answers a bomb by itself: it unpacks what calls itself JSON up to a limit, before it asks any node. */
const refusedByN8n = { '16': 422, '1': 500 };
/** `N8N_PAYLOAD_SIZE_MAX`. */
export type PayloadLimitMb = keyof typeof refusedByN8n;

interface Crowd {
	engine: Engine;
	limitMb: PayloadLimitMb;
	ours: Contender;
	floor: Contender;
	generator: LoadGenerator;
	stranger: LoadGenerator;
}

/** Whether good orders are answered as before while a stranger sends compressed bombs: the slowest percent, alone and in the crowd, and what an empty trigger's orders wait there. */
export async function ordersAmongBombs({
	engine,
	limitMb,
	ours,
	floor,
	generator,
	stranger,
}: Crowd): Promise<MeasuredRow[]> {
	const count = goodASecond[engine] * seconds;
	const sendGood = async ({ url }: Contender): Promise<number> => {
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
	const sendBoth = async (contender: Contender): Promise<number> => {
		const sendingBombs = stranger.run({
			url: contender.url,
			requests,
			count: bombs,
			concurrency: 1,
			perSecond: bombs / seconds,
		});
		const [p99Ms, report] = await Promise.all([sendGood(contender), sendingBombs]);
		expectOnly(refusedByN8n[limitMb], bombs, report);
		return p99Ms;
	};
	const { alone, among, floorAmong } = await interleave(3, {
		alone: () => sendGood(ours),
		among: () => sendBoth(ours),
		floorAmong: () => sendBoth(floor),
	});
	const row = {
		section: 'strangers',
		name: `good orders among bombs: 99th percentile (${engine}, N8N_PAYLOAD_SIZE_MAX=${limitMb})`,
		unit: 'ms',
		better: 'lower' as const,
		ours: among,
	};
	return [
		compareRow({ ...row, comparedTo: 'good orders alone', theirs: alone, goal: 0.5 }),
		compareRow({
			...row,
			comparedTo: 'the same at an empty community trigger, version 2',
			theirs: floorAmong,
			goal: 0.95,
		}),
	];
}
