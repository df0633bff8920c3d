import type { PollMemory } from './memory';
import type { Pass } from './pass';

/** Whether this very poll is the first one, so that everything it finds is old. */
export const beginsNow = ({ awaitsBaseline, startedAtMs }: PollMemory, nowMs: number): boolean =>
	awaitsBaseline && startedAtMs === nowMs;

/**
 * Tells the orders that were there when the trigger began from new ones. When the list could be read at that very poll,
 * what it shows is old, so that an order which becomes visible late counts as new; when Apicbase was away then, the
 * moment decides, put on Apicbase's clock. An empty list needs nothing more than that moment.
 */
export function takeBaseline(
	memory: PollMemory,
	pass: Pass,
	overlapMs: number,
	nowMs: number,
): PollMemory {
	if (!memory.awaitsBaseline || memory.floorMs === null) return memory;
	const beganAtMs = memory.startedAtMs + pass.serverNowMs - nowMs;
	const based = { ...memory, awaitsBaseline: false };
	if (!beginsNow(memory, nowMs)) return { ...based, floorMs: beganAtMs - 1 };
	// The window that was read went by this machine's clock, which may be wrong by hours.
	const floorMs = Math.min(
		Math.max(memory.floorMs, beganAtMs - overlapMs, oldestUnread(pass)),
		beganAtMs,
	);
	const seen = new Map(
		pass.sightings.map(({ key, orderedOnMs }) => [key, orderedOnMs ?? beganAtMs]),
	);
	return { ...based, floorMs, seen };
}

/**
 * A reading that was cut short, newest first, leaves only orders older than those it brought. One of the very same
 * millisecond cannot be told from a new one, and is handed on rather than lost.
 */
function oldestUnread({ isWhole, sightings }: Pass): number {
	const known = sightings
		.map(({ orderedOnMs }) => orderedOnMs)
		.filter((orderedOnMs) => orderedOnMs !== null);
	return isWhole || known.length === 0
		? Number.NEGATIVE_INFINITY
		: Math.floor(known.reduce((oldest, ms) => Math.min(oldest, ms))) - 1;
}
