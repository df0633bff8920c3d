import { isNew } from './advance';
import { beginsNow } from './baseline';
import { reopen, settle, type Delivery, type Outcome } from './delivery';
import { isDue } from './handover';
import { newMemory, type PollMemory, type Start } from './memory';
import { readMemory } from './readMemory';
import type { WalkRules } from './pageWalk';
import type { Pass } from './pass';

export interface PollPlan {
	source: string;
	start: Start;
	overlapMs: number;
	delivery: Delivery;
}

/** The memory a poll works on: what was stored, or a new one, with the runs that have ended taken in. */
export function beginPoll(stored: Readonly<Record<string, unknown>>, plan: PollPlan, outcomes: readonly Outcome[], nowMs: number): PollMemory {
	const { source, start, overlapMs, delivery } = plan;
	const memory = readMemory(stored, { source, overlapMs, nowMs }) ?? newMemory(source, start, overlapMs, nowMs);
	return reopen(settle(memory, outcomes, delivery), delivery, nowMs);
}

/** How the window is read: a baseline from the newest order, everything else from the oldest. */
export function windowRules(memory: PollMemory, limit: number, mostPages: number, nowMs: number): WalkRules {
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
export function narrowedFloorMs({ floorMs, watermarkMs, seen }: PollMemory, pageSize: number, mostPages: number): number | null {
	if (watermarkMs === null) return null;
	const newestFirst = [...seen.values()].sort((one, other) => other - one);
	const reachMs = newestFirst[Math.floor(mostPages / 2) * pageSize] ?? Number.NEGATIVE_INFINITY;
	// An order of the watermark's own millisecond may have come since.
	const narrowedMs = Math.min(watermarkMs - 1, reachMs);
	return narrowedMs > (floorMs ?? Number.NEGATIVE_INFINITY) ? narrowedMs : null;
}

/** The owed orders whose pause is over and that the window did not show: delivered meanwhile, or older than it. */
export function missingOrders(memory: PollMemory, pass: Pass, underWay: ReadonlySet<string>, nowMs: number): { keys: Set<string>; sinceMs: number | null } {
	const sighted = new Set(pass.sightings.map(({ key }) => key));
	const missing = [...memory.owed].filter(([key, order]) => isDue(key, order, underWay, nowMs) && !sighted.has(key));
	const dates = missing.map(([, { orderedOnMs }]) => orderedOnMs);
	const sinceMs = dates.reduce<number | null>((oldest, ms) => (oldest === null || ms === null ? null : Math.min(oldest, ms)), Number.POSITIVE_INFINITY);
	return { keys: new Set(missing.map(([key]) => key)), sinceMs: sinceMs === null || !Number.isFinite(sinceMs) ? null : Math.floor(sinceMs) - 1 };
}

/** How owed orders are looked for. */
export function searchRules(keys: ReadonlySet<string>, mostPages: number): WalkRules {
	return { from: 'old end', enough: keys.size, mostPages, isKnown: ({ key }) => !keys.has(key) };
}
