import type { Plot } from '../frame/plot.mts';
import type { MeasuredRow } from '../frame/row.mts';
import type { Section } from '../frame/section.mts';
import { startLoadGenerator } from '../load/load.mts';
import { engines, withN8n } from '../n8n/benchN8n.mts';
import { concurrency } from '../n8n/measureLoad.mts';
import {
	compareContenders,
	publishContenders,
	requestsARound,
	rounds,
} from './compareContenders.mts';
import { costBySize } from './costBySize.mts';

export const webhookSection: Section = {
	name: 'webhook',
	title: 'Webhook: 50-line orders accepted, and forged ones refused, by a real n8n',
	async run(say) {
		const rows: MeasuredRow[] = [];
		const plots: Plot[] = [];
		const generator = startLoadGenerator();
		try {
			for (const engine of engines) {
				await withN8n(engine, say, async (n8n) => {
					const contenders = await publishContenders(n8n);
					rows.push(...(await compareContenders(engine, n8n, generator, contenders, say)));
					if (engine === 'legacy')
						plots.push(await costBySize(n8n, generator, contenders.accept, say));
				});
			}
		} finally {
			await generator.stop();
		}
		return { rows, plots, notes: [note] };
	},
};

const note =
	`${concurrency} orders under way at once; ${rounds} interleaved rounds of ${requestsARound.vm} orders for each contender (vm: n8n's default expression engine), ` +
	`${requestsARound.lazy} (lazy: the same with N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE=true) and ${requestsARound.legacy} (N8N_EXPRESSION_ENGINE=legacy), and as many forged ones. ` +
	"CPU is that of n8n's main process until all runs have ended; the chain also keeps a task runner process busy, which is not counted.";
