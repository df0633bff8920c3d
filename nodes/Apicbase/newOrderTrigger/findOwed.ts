import type { IPollFunctions } from 'n8n-workflow';
import { missingOrders, searchRules } from '../../../core/polling/missingOrders';
import type { PollMemory } from '../../../core/polling/memory';
import type { Pass } from '../../../core/polling/pass';
import type { Sighting } from '../../../core/polling/sighting';
import { mostPages, readWindow } from './readWindow';
import type { PollSettings } from './settings';

/**
 * Looks for owed orders that the window did not show: delivered meanwhile, or older than it, so in both statuses. An
 * order that is not in the answer was not looked for; `null` means that Apicbase does not list it.
 */
export async function findOwed(
	context: IPollFunctions,
	settings: PollSettings,
	memory: PollMemory,
	pass: Pass,
	underWay: ReadonlySet<string>,
	deadlineMs: number,
): Promise<Map<string, Sighting | null>> {
	const found = new Map<string, Sighting | null>();
	if (settings.delivery.until !== 'success') return found;
	const { keys, sinceMs } = missingOrders(memory, pass, underWay, Date.now());
	if (keys.size === 0) return found;
	const window = { statuses: ['ORDERED', 'DELIVERED'], afterMs: sinceMs, onlyUnfetched: false };
	const reading = await readWindow(
		context,
		settings,
		window,
		searchRules(keys, mostPages),
		deadlineMs,
	);
	if (!reading.ok) return found;
	if (reading.pass.isWhole) for (const key of keys) found.set(key, null);
	for (const sighting of reading.pass.sightings)
		if (keys.has(sighting.key)) found.set(sighting.key, sighting);
	return found;
}
