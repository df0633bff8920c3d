import { isNew } from './advance';
import { beginsNow } from './baseline';
import type { PollMemory } from './memory';
import type { WalkRules } from './walk';

/** How the window is read: a baseline from the newest order, everything else from the oldest. */
export function windowRules(
	memory: PollMemory,
	limit: number,
	mostPages: number,
	nowMs: number,
): WalkRules {
	const isBaseline = beginsNow(memory, nowMs);
	return {
		from: isBaseline ? 'new end' : 'old end',
		enough: isBaseline ? Number.POSITIVE_INFINITY : limit,
		mostPages,
		isKnown: (sighting) => !isNew(memory, sighting),
	};
}

/**
 * From when to read instead, epoch ms, where the window has more pages than one poll may read: from the watermark, or
 * as much earlier as half of the poll's pages hold of orders that are known. `null` when nothing is known yet.
 */
export function narrowedFloorMs(
	{ floorMs, watermarkMs, seen }: PollMemory,
	pageSize: number,
	mostPages: number,
): number | null {
	if (watermarkMs === null) return null;
	const newestFirst = [...seen.values()].sort((one, other) => other - one);
	const reachMs = newestFirst[Math.floor(mostPages / 2) * pageSize] ?? Number.NEGATIVE_INFINITY;
	// An order of the watermark's own millisecond may have come since.
	const narrowedMs = Math.min(watermarkMs - 1, reachMs);
	return narrowedMs > (floorMs ?? Number.NEGATIVE_INFINITY) ? narrowedMs : null;
}
