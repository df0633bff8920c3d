import type { N8n } from '../../harness/n8n/startN8n.mts';
import { valueRow, type MeasuredRow } from '../frame/row.mts';
import type { Say } from '../frame/section.mts';
import type { LoadGenerator } from '../load/load.mts';
import { forgedOrder } from '../load/orders.mts';
import type { Contender } from '../n8n/contenders.mts';
import { concurrency, expectOnly } from '../n8n/measureLoad.mts';
import { residentMb, untilIdle } from '../n8n/processCost.mts';

const before = 4_000;
const total = 20_000;
const allowedPercent = 5;

/** Memory of n8n while forgeries arrive: after the first thousands, which let it grow to its working size, and at the end. */
export async function floodWithForgeries(
	n8n: N8n,
	{ url }: Contender,
	generator: LoadGenerator,
	say: Say,
): Promise<MeasuredRow> {
	say(`legacy: ${total} forged orders`);
	const sendForged = async (count: number): Promise<number> => {
		expectOnly(
			403,
			count,
			await generator.run({ url, requests: [forgedOrder()], count, concurrency }),
		);
		await untilIdle(n8n.pid);
		return residentMb(n8n.pid);
	};
	const early = await sendForged(before);
	const late = await sendForged(total - before);
	const growth = ((late - early) / early) * 100;
	return valueRow({
		section: 'refusals',
		name: `memory of n8n after ${total} forged orders (legacy)`,
		unit: 'MB',
		values: [late],
		comparedTo: `${Math.round(early)} MB after ${before}`,
		ratio: early / late,
		goal: { text: `≤ ${allowedPercent} % more`, met: growth <= allowedPercent },
	});
}
