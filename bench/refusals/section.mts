import type { MeasuredRow } from '../frame/row.mts';
import type { Section } from '../frame/section.mts';
import { startLoadGenerator } from '../load/load.mts';
import { withN8n } from '../n8n/benchN8n.mts';
import { compareRefusals, publishRefusers } from './compareRefusals.mts';
import { floodWithForgeries } from './floodWithForgeries.mts';
import { ordersAmongForgeries, ratesASecond } from './ordersAmongForgeries.mts';

export const refusalsSection: Section = {
	name: 'refusals',
	title: 'Refusals: what is not from Apicbase',
	async run(say) {
		const rows: MeasuredRow[] = [];
		const [generator, forger] = [startLoadGenerator(), startLoadGenerator()];
		try {
			for (const engine of ['vm', 'legacy'] as const) {
				await withN8n(engine, say, async (n8n) => {
					const refusers = await publishRefusers(n8n);
					rows.push(...(await compareRefusals(engine, n8n, generator, refusers, say)));
					rows.push(await ordersAmongForgeries(engine, refusers.ours, { generator, forger }, say));
					if (engine === 'legacy')
						rows.push(await floodWithForgeries(n8n, refusers.ours, generator, say));
				});
			}
		} finally {
			await Promise.all([generator.stop(), forger.stop()]);
		}
		return { rows, notes: [note] };
	},
};

const note =
	'A forged order carries a well-formed signature of somebody else, a malformed one none or one of the wrong length. ' +
	'With the vm engine n8n builds an isolate for each call of any trigger but its own Webhook node, and one for each decryption; ' +
	'the empty community trigger shows what that leaves to a community package. ' +
	`Good orders among forgeries: ${ratesASecond.vm.good} good and ${ratesASecond.vm.forged} forged ones a second (vm), ${ratesASecond.legacy.good} and ${ratesASecond.legacy.forged} (legacy).`;
