import { day, hour, minute } from '../aPoller.mts';
import type { Dice } from './dice.mts';

/** How an engine of n8n keeps the state of a poll, and how long a poll may take. */
const engines = [
	{ name: 'in memory', budgetMs: 300_000 },
	{ name: 'scheduler', budgetMs: 36_000 },
	{ name: 'cursors', budgetMs: 36_000 },
	{ name: 'cursors', budgetMs: 320_000 },
] as const;

/** Draws what stays the same throughout a history: n8n's engine, the trigger's settings, and what Apicbase is like. */
export function drawSettings({ pick, chance }: Dice) {
	const engine = pick(engines);
	const delivery = pick(['untilSuccess', 'untilSuccess', 'untilFetched', 'once'] as const);
	// Without an overlap, and with the newest order leaving while the list is read, only a count that is right shows that
	// the others have moved up, one of them unread. A reading over several polls may miss it there: docs/limits.md.
	const hasOverlap = chance(0.75);
	const sort = hasOverlap
		? pick(['newest', 'oldest', 'cart', 'id', 'shuffled'] as const)
		: ('newest' as const);
	const filtersIgnored = hasOverlap && chance(0.2);
	const marksShown = chance(0.7) || filtersIgnored;
	const countSays = hasOverlap
		? pick(['right', 'right', 'wrong', 'missing', 'huge'] as const)
		: ('right' as const);
	const pageMs = hasOverlap ? pick([100, 400, 2000, 6000]) : 100;
	const askedPageSize = hasOverlap ? pick([1, 2, 5, 10, 50, 200]) : 2;
	// A server may send pages of its own size.
	const pageSize = hasOverlap && chance(0.2) ? pick([3, 10]) : askedPageSize;
	/** How far Apicbase's clock is ahead of n8n's. */
	const clockMs = pick([0, 0, 0, hour, -hour, day, -day]);
	/** Between two polls. */
	const pauseMs = pick([minute, minute, 5 * minute, 2 * hour, day, 2 * day]);
	const retryAfter = pick(['seconds', 'none'] as const);
	const canDeliver = chance(0.4);
	const faultsPerRequest = hasOverlap ? pick([0, 0.02, 0.1]) : 0;
	const hasUnreadable = chance(0.2);
	const statuses = !hasOverlap || chance(0.5) ? ['ORDERED'] : ['ORDERED', 'DELIVERED'];
	const startFrom = hasOverlap
		? pick(['date', 'date', 'now', 'unfetched'] as const)
		: ('date' as const);
	const onlyUnfetched = delivery === 'untilFetched' || startFrom === 'unfetched';
	const maxAttempts = pick([1, 2, 5]);
	/** The share of runs that never end. */
	const hangs = chance(0.15) ? pick([0.1, 0.5]) : 0;
	// With Never and without durable cursors, the scheduler may bring the last orders again: docs/limits.md.
	const mayHaveSibling = !(delivery === 'once' && engine.name === 'scheduler');
	const hasSibling = mayHaveSibling && chance(engine.name === 'in memory' ? 0.6 : 0.15);
	/** Those of the node. */
	const parameters: Record<string, unknown> = {
		startFrom,
		startDate: '2026-01-01T00:00:00Z',
		statuses,
		delivery,
		maxAttempts,
		retryAfterMinutes: 5,
		redeliverAfterMinutes: 60,
		limit: pick([1, 3, 10, 100]),
		separateRuns: chance(0.6),
		'options.overlapHours': hasOverlap ? 48 : 0,
		'options.pageSize': askedPageSize,
		'options.maxRunsAtOnce': chance(0.3) ? 3 : 20,
	};
	return {
		engine,
		delivery,
		hasOverlap,
		sort,
		filtersIgnored,
		marksShown,
		countSays,
		pageMs,
		pageSize,
		clockMs,
		pauseMs,
		retryAfter,
		canDeliver,
		faultsPerRequest,
		hasUnreadable,
		statuses,
		startFrom,
		onlyUnfetched,
		maxAttempts,
		hangs,
		hasSibling,
		parameters,
	};
}

export type HistorySettings = ReturnType<typeof drawSettings>;
