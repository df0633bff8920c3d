import { loadBundled } from '../frame/loadBundled.mts';
import type { Section } from '../frame/section.mts';
import { measureInN8n } from './inN8n.mts';

export const pollingSection: Section = {
	name: 'polling',
	title: 'Polling: what a poll costs',
	async run(say) {
		const { measureTrigger } = await loadBundled<typeof import('./trigger.mts')>(
			'bench/polling/trigger.mts',
		);
		const [trigger, inN8n] = [await measureTrigger(say), await measureInN8n(say)];
		return {
			rows: [...trigger.rows, ...inN8n],
			plots: trigger.plots,
			notes: [note],
		};
	},
};

const note =
	'In n8n ours and the chain a user builds without us poll the same list in turn, each every three seconds; what n8n uses in the third second, when nobody polls, is taken off. ' +
	'The list shows 200 known orders (none where none is remembered); the others were delivered meanwhile. The trigger alone, without n8n and the network, is measured as CPU of one poll.';
