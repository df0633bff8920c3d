/** The layout of what is stored; another number is read as far as it can be. */
export const memoryVersion = 1;

/** An order that was handed over and is not known to be done. */
export interface OwedOrder {
	id: string;
	orderNumber: string;
	orderedOnMs: number | null;
	/** How many times it was handed over. */
	attempt: number;
	/** When it is handed over again unless its run is still under way; epoch ms, this machine's clock. */
	retryAtMs: number;
	/** Why its last run did not end well, where known. */
	reason: string | null;
}

/** An order whose last try went badly; it stays listed so that somebody can look it up. */
export interface GivenUpOrder {
	id: string;
	orderNumber: string;
	orderedOnMs: number | null;
	attempts: number;
	givenUpAtMs: number;
	reason: string | null;
}

/** Everything the trigger remembers between two polls. */
export interface PollMemory {
	/** Which Apicbase account it is about. */
	source: string;
	/** When this memory began, epoch ms, this machine's clock: what `startFrom: now` means, and this memory's name. */
	startedAtMs: number;
	/** Whether the orders that were there at the beginning are still to be told apart from new ones. */
	awaitsBaseline: boolean;
	/** Orders at or before it are dealt with; epoch ms by Apicbase's clock; `null` reaches back to the first order. */
	floorMs: number | null;
	/** The newest `ordered_on` up to which every order is known; epoch ms by Apicbase's clock. */
	watermarkMs: number | null;
	/** Known orders: short hash of the id → `ordered_on`. */
	seen: ReadonlyMap<string, number>;
	owed: ReadonlyMap<string, OwedOrder>;
	givenUp: ReadonlyMap<string, GivenUpOrder>;
	/** What the next item has to say about the trigger itself. */
	notices: readonly string[];
	/** When the last new order was handed on, or the memory began; epoch ms, this machine's clock. */
	lastArrivalMs: number;
	isSilent: boolean;
}

/** Where a new trigger begins. */
export type Start = { from: 'now' } | { from: 'date'; dateMs: number } | { from: 'unfetched' };

/** The memory of a trigger that has never polled. */
export function newMemory(
	source: string,
	start: Start,
	overlapMs: number,
	nowMs: number,
): PollMemory {
	return {
		source,
		startedAtMs: nowMs,
		awaitsBaseline: start.from === 'now',
		floorMs:
			start.from === 'now' ? nowMs - overlapMs : start.from === 'date' ? start.dateMs - 1 : null,
		watermarkMs: null,
		seen: new Map(),
		owed: new Map(),
		givenUp: new Map(),
		notices: [],
		lastArrivalMs: nowMs,
		isSilent: false,
	};
}
