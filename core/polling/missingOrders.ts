import { isDue } from './handover';
import type { PollMemory } from './memory';
import type { Pass } from './pass';
import type { WalkRules } from './walk';

/** The owed orders whose pause is over and that the window did not show: delivered meanwhile, or older than it. */
export function missingOrders(
	memory: PollMemory,
	pass: Pass,
	underWay: ReadonlySet<string>,
	nowMs: number,
): { keys: Set<string>; sinceMs: number | null } {
	const sighted = new Set(pass.sightings.map(({ key }) => key));
	const missing = [...memory.owed].filter(
		([key, order]) => isDue(key, order, underWay, nowMs) && !sighted.has(key),
	);
	const dates = missing.map(([, { orderedOnMs }]) => orderedOnMs);
	const sinceMs = dates.reduce<number | null>(
		(oldest, ms) => (oldest === null || ms === null ? null : Math.min(oldest, ms)),
		Number.POSITIVE_INFINITY,
	);
	return {
		keys: new Set(missing.map(([key]) => key)),
		sinceMs: sinceMs === null || !Number.isFinite(sinceMs) ? null : Math.floor(sinceMs) - 1,
	};
}

/** How owed orders are looked for. */
export function searchRules(keys: ReadonlySet<string>, mostPages: number): WalkRules {
	return { from: 'old end', enough: keys.size, mostPages, isKnown: ({ key }) => !keys.has(key) };
}
