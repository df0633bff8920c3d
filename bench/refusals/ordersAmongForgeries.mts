import { interleave } from '../frame/interleave.mts';
import { compareRow, type MeasuredRow } from '../frame/row.mts';
import type { Say } from '../frame/section.mts';
import { percentile } from '../frame/statistics.mts';
import type { LoadGenerator } from '../load/load.mts';
import { forgedOrder, signedOrders } from '../load/orders.mts';
import type { Contender } from '../n8n/contenders.mts';
import { concurrency, expectOnly } from '../n8n/measureLoad.mts';
import type { RefusalEngine } from './compareRefusals.mts';

/** Far above what customers and forgers do, and below what n8n answers on two cores, beyond which everything waits. */
export const ratesASecond: Record<RefusalEngine, { good: number; forged: number }> = {
	vm: { good: 3, forged: 4 },
	legacy: { good: 20, forged: 100 },
};
const seconds = 5;
const rounds = 3;

/** Whether good orders are answered as before while forgeries arrive: the slowest percent of them, alone and in the crowd. */
export async function ordersAmongForgeries(
	engine: RefusalEngine,
	{ url }: Contender,
	{ generator, forger }: { generator: LoadGenerator; forger: LoadGenerator },
	say: Say,
): Promise<MeasuredRow> {
	const rates = ratesASecond[engine];
	say(`${engine}: good orders, alone and among forgeries`);
	const sendGood = async (): Promise<number> => {
		const count = rates.good * seconds;
		const report = await generator.run({
			url,
			requests: signedOrders(count),
			count,
			concurrency,
			perSecond: rates.good,
		});
		expectOnly(200, count, report);
		return percentile(report.latenciesMs, 99);
	};
	const sendBoth = async (): Promise<number> => {
		const count = rates.forged * seconds;
		const forgeries = forger.run({
			url,
			requests: [forgedOrder()],
			count,
			concurrency,
			perSecond: rates.forged,
		});
		const [p99Ms, report] = await Promise.all([sendGood(), forgeries]);
		expectOnly(403, count, report);
		return p99Ms;
	};
	const { alone, among } = await interleave(rounds, { alone: sendGood, among: sendBoth });
	return compareRow({
		section: 'refusals',
		name: `good orders among forgeries, 99th percentile (${engine})`,
		unit: 'ms',
		better: 'lower',
		comparedTo: 'good orders alone',
		ours: among,
		theirs: alone,
		goal: 0.5,
	});
}
