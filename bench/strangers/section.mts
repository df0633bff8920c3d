import type { MeasuredRow } from '../frame/row.mts';
import type { Section } from '../frame/section.mts';
import { startLoadGenerator } from '../load/load.mts';
import { withN8n, type Engine } from '../n8n/benchN8n.mts';
import { floorTrigger, ourTrigger } from '../n8n/contenders.mts';
import { bombs, ordersAmongBombs, type PayloadLimitMb } from './ordersAmongBombs.mts';

const days: Array<[Engine, PayloadLimitMb]> = [
	['vm', '16'],
	['lazy', '16'],
	['lazy', '1'],
];

export const strangersSection: Section = {
	name: 'strangers',
	title: 'Strangers: orders of customers while compressed bombs arrive',
	async run(say) {
		const rows: MeasuredRow[] = [];
		const [generator, stranger] = [startLoadGenerator(), startLoadGenerator()];
		try {
			for (const [engine, limitMb] of days) {
				const play = async (...[n8n]: Parameters<Parameters<typeof withN8n>[2]>) => {
					const ours = await ourTrigger(n8n);
					const floor = await floorTrigger(n8n, 2, 'accept');
					return await ordersAmongBombs({ engine, limitMb, ours, floor, generator, stranger });
				};
				rows.push(...(await withN8n(engine, say, play, { N8N_PAYLOAD_SIZE_MAX: limitMb })));
			}
		} finally {
			await Promise.all([generator.stop(), stranger.stop()]);
		}
		return { rows, notes: [note] };
	},
};

const note =
	`${bombs} requests in eight seconds, each 16 kB of gzip that unpack to 16 MB and call themselves JSON, beside orders of 50 lines at a steady rate; three interleaved rounds. ` +
	'n8n unpacks such a body up to N8N_PAYLOAD_SIZE_MAX (16 MB when nothing is set) and refuses it before it asks any node.';
