import { loadBundled } from '../frame/loadBundled.mts';
import type { Section } from '../frame/section.mts';
import { compareInN8n } from './codeNode.mts';
import { benchOrder } from './orders.mts';

const lines = 50;

export const coreSection: Section = {
	name: 'core',
	title: `Core: ${lines}-line orders verified, parsed and validated, on one core`,
	async run(say) {
		const { measureCore } = await loadBundled<typeof import('./measureCore.mts')>(
			'bench/core/measureCore.mts',
		);
		const alone = await measureCore(lines, say);
		const inN8n = await compareInN8n([benchOrder(lines)], say);
		return { ...alone, rows: [...alone.rows, ...inN8n] };
	},
};
