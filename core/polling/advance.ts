import { takeBaseline } from './baseline';
import type { Delivery } from './delivery';
import { dueOrders, leaveBehind, takeIn, type GiveUp, type Handover } from './handover';
import type { PollMemory } from './memory';
import type { Pass } from './pass';
import { oldestFirst, type Sighting } from './sighting';

/** What a poll may do. */
export interface PollRules {
	overlapMs: number;
	/** Orders handed on by one poll; what is over comes with the next ones, oldest first. */
	limit: number;
	delivery: Delivery;
	/** Orders whose runs are under way in this process, by key. */
	underWay: ReadonlySet<string>;
	/** Orders that are owed and were looked for beyond the window: found, or known to be gone. */
	lookedUp: ReadonlyMap<string, Sighting | null>;
}

/** What one poll does, and what it leaves behind. */
export interface Decision {
	/** Oldest first. */
	handOver: Handover[];
	giveUp: GiveUp[];
	next: PollMemory;
	/** New orders that wait for the next polls. */
	backlog: number;
}

/** Decides what is handed on and what is remembered, after a reading that succeeded. */
export function advance(memory: PollMemory, pass: Pass, rules: PollRules, nowMs: number): Decision {
	const based = takeBaseline(memory, pass, rules.overlapMs, nowMs);
	const current =
		rules.delivery.until === 'fetched' && pass.isWhole && pass.isSteady
			? leaveBehind(based, pass, rules.underWay)
			: based;
	const fresh = pass.sightings.filter(
		(sighting) =>
			isInTurn(pass, sighting) && isNew(current, sighting) && !rules.underWay.has(sighting.key),
	);
	const due = dueOrders(current, pass, rules, nowMs);
	const candidates = [...fresh.map((sighting) => ({ sighting, attempt: 1 })), ...due.again].sort(
		(one, other) => oldestFirst(one.sighting, other.sighting),
	);
	const handOver = candidates.slice(0, Math.max(0, rules.limit));
	const handed = new Set(handOver.map(({ sighting }) => sighting.key));
	const left = fresh.filter(({ key }) => !handed.has(key));
	const taken = takeIn(current, handOver, due, rules.delivery, pass.serverNowMs, nowMs);
	return {
		handOver,
		giveUp: due.giveUp,
		backlog: left.length,
		next: forget(moveOn(taken, pass, fresh, left, rules), pass),
	};
}

/** In a reading that was cut short, what lies beyond the gap waits for its turn. */
const isInTurn = ({ isWhole, readUpToMs }: Pass, { orderedOnMs }: Sighting): boolean =>
	isWhole || readUpToMs === null || orderedOnMs === null || orderedOnMs <= readUpToMs;

/** Whether an entry of the window was never handed on. */
export function isNew(
	{ floorMs, seen, owed, givenUp }: PollMemory,
	{ key, orderedOnMs }: Sighting,
): boolean {
	if (seen.has(key) || owed.has(key) || givenUp.has(key)) return false;
	return orderedOnMs === null || floorMs === null || orderedOnMs > floorMs;
}

/**
 * Moves the watermark to where every order is known, and the floor one overlap behind it, but never past an order that
 * was new in this very reading: one more reading has to find that part of the window settled before it is dropped. So
 * an entry that slipped between two pages is found by the next poll.
 */
function moveOn(
	memory: PollMemory,
	pass: Pass,
	fresh: readonly Sighting[],
	left: readonly Sighting[],
	rules: PollRules,
): PollMemory {
	if (!pass.isSteady) return memory;
	// Where a reading was cut, an order of the very same moment may be on the next page.
	const reachMs = pass.isWhole
		? Number.POSITIVE_INFINITY
		: (pass.readUpToMs ?? Number.NEGATIVE_INFINITY) - 1;
	const dated = pass.sightings.map(({ orderedOnMs }) => orderedOnMs ?? Number.NEGATIVE_INFINITY);
	// A date in the future must not pull the window with it.
	const newestMs = dated.reduce(
		(newest, ms) => (ms <= pass.serverNowMs ? Math.max(newest, ms) : newest),
		memory.watermarkMs ?? Number.NEGATIVE_INFINITY,
	);
	const held = rules.delivery.until === 'fetched' ? [...memory.owed.values()] : [];
	const watermarkMs = Math.floor(Math.min(newestMs, reachMs, oldestOf(left) - 1));
	if (!Number.isFinite(watermarkMs)) return memory;
	const floorMs = Math.min(
		watermarkMs - rules.overlapMs,
		Math.floor(oldestOf([...fresh, ...held])) - 1,
	);
	return {
		...memory,
		watermarkMs: Math.max(watermarkMs, memory.watermarkMs ?? Number.NEGATIVE_INFINITY),
		floorMs: Math.max(floorMs, memory.floorMs ?? Number.NEGATIVE_INFINITY),
	};
}

const oldestOf = (sightings: ReadonlyArray<{ orderedOnMs: number | null }>): number =>
	sightings.reduce(
		(oldest, { orderedOnMs }) => Math.min(oldest, orderedOnMs ?? oldest),
		Number.POSITIVE_INFINITY,
	);

/** Forgets orders that have left the window; one without a date stays as long as it is listed. */
function forget(memory: PollMemory, { sightings }: Pass): PollMemory {
	const { floorMs } = memory;
	if (floorMs === null) return memory;
	const undated = new Set(
		sightings.filter(({ orderedOnMs }) => orderedOnMs === null).map(({ key }) => key),
	);
	const forgotten: string[] = [];
	for (const [key, orderedOnMs] of memory.seen)
		if (orderedOnMs <= floorMs && !undated.has(key)) forgotten.push(key);
	if (forgotten.length === 0) return memory;
	const seen = new Map(memory.seen);
	for (const key of forgotten) seen.delete(key);
	return { ...memory, seen };
}
