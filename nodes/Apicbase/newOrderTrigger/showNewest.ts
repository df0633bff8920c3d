import type { INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { orderItem } from '../../../core/polling/items';
import { oldestFirst } from '../../../core/polling/sighting';
import { toNodeApiError } from '../nodeErrors';
import { readWindow } from './readWindow';
import { readSettings } from './settings';
import { toItem } from './startRuns';

const shown = 10;
const withinMs = 60_000;

/** Fetch test event: the newest orders, whatever the trigger remembers, and it remembers nothing of it. */
export async function showNewest(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const settings = await readSettings(context);
	const rules = { from: 'new end' as const, enough: shown, mostPages: 3, isKnown: () => false };
	const window = {
		statuses: settings.statuses,
		afterMs: null,
		onlyUnfetched: settings.onlyUnfetched,
	};
	const reading = await readWindow(context, settings, window, rules, Date.now() + withinMs);
	if (!reading.ok) throw toNodeApiError(context.getNode(), reading.problem);
	const newest = [...reading.pass.sightings].sort(oldestFirst).reverse().slice(0, shown);
	const items = newest.map((sighting) => toItem(orderItem({ sighting, attempt: 1 }, Date.now())));
	return items.length === 0 ? null : [items];
}
