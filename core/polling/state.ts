import { dayMs, earliestOrderMs, hourMs, latestOrderMs, minuteMs } from '../timestamp';
import type { SeenIds } from './seenIds';

/** When an order counts as handed over. */
export type DeliveryPolicy =
	| { until: 'once' }
	| { until: 'success'; maxAttempts: number; retryAfterMs: number }
	| { until: 'fetched'; redeliverAfterMs: number };

/** Where a new trigger begins. */
export type Start = { from: 'now' } | { from: 'date'; dateMs: number } | { from: 'unfetched' };

/** Those that the list can be asked for, the one an order has first before the other. */
export const orderStatuses: readonly string[] = ['ORDERED', 'DELIVERED'];

/** What the user set, as far as polling depends on it. */
export interface PollRules {
	start: Start;
	/** In capitals, the one an order has first before the others. */
	statuses: readonly string[];
	/** Whether orders that Apicbase shows as fetched are left out. */
	onlyUnfetched: boolean;
	overlapMs: number;
	pageSize: number;
	policy: DeliveryPolicy;
	/** Orders dispatched by one poll. */
	limit: number;
	/** Runs under way at once. */
	maxRunsAtOnce: number;
	/** 0 for no alarm. */
	silenceAlarmHours: number;
}

/** An entry of the list that was dispatched, or that has left the list before its turn, and is not settled. */
export interface Parcel {
	/** `null` for an entry that could not be read as an order. */
	id: string | null;
	orderNumber: string;
	/** Epoch ms by Apicbase's clock. */
	orderedOnMs: number;
	/** Which output it goes to next, or went to last. */
	output: 'orders' | 'given_up';
	/** `waiting`: to be dispatched now. `resting`: not before `atMs`. `reported`: given up, and a run took that well. */
	stage: 'waiting' | 'running' | 'resting' | 'reported';
	/** Since when, or while resting until when; epoch ms, this machine's clock. */
	atMs: number;
	/** Counts everything it was handed to; tells the end of one run from another's. */
	turn: number;
	/** Runs it was handed to as an order, not counting those that never started. */
	attempt: number;
	/** How many of these ended badly; a run whose end was lost is not counted. */
	failures: number;
	/** Whether one of these ended well; with Until Marked as Fetched that alone does not settle it. */
	hasEndedWell: boolean;
	/** Whole look-ups in a row that did not find it, and when the first of them was. */
	absences: number;
	absentSinceMs: number | null;
	/** Why its latest run ended badly, or did not start. */
	reason: string | null;
}

/** A reading of the window that is under way, over one poll or several. */
export interface WindowReading {
	/** What it asks for; another question begins a reading of its own. */
	question: string;
	startedAtMs: number;
	polls: number;
	/** Where it goes on: the index of the status, and the page. */
	status: number;
	page: number;
	/** The newest `ordered_on` it found that is not in the future; `null` for none. */
	newestMs: number | null;
	entries: number;
	/** A checksum of the entries it found that the floor would pass. */
	passedSum: number;
	/** Whether it found something new below the next floor, or, for a trigger that begins now, something from before. */
	foundLate: boolean;
	/** Pending entries that it has not shown yet. */
	unshown: Set<string>;
	/** What Apicbase said the list counts; another number on a later page means that entries moved. */
	count: number | null;
	isStable: boolean;
	/** A checksum of the latest page; a server that ignores the page number sends the same page again. */
	pageSum: number;
	/** How many entries the pages of the present status had. */
	onPages: number;
	/** How far Apicbase's clock is ahead of this machine's, by the latest page that said so, in ms. */
	offsetMs: number;
}

/** A search for pending entries that the window did not show, through every status, over one poll or several. */
export interface LookUp {
	startedAtMs: number;
	polls: number;
	/** It asks for entries placed after this moment, epoch ms by Apicbase's clock. */
	afterMs: number;
	/** Where it goes on: the index of the status, and the page. */
	status: number;
	page: number;
	/** Entries not found yet. */
	open: Set<string>;
}

/** Everything the trigger remembers between two polls. A poll works on a copy of its own and changes it in place. */
export interface PollState {
	/** The registration's name, which tells it from an earlier one of the same node. */
	name: string;
	/** Grows with each poll; tells an older copy from a newer one. */
	revision: number;
	/** Which Apicbase account it is about. */
	account: string;
	/** When this registration began, epoch ms, this machine's clock. */
	startedAtMs: number;
	/** Whether the first reading is still to tell the orders that were there from new ones. */
	isBaseline: boolean;
	/** Entries at or before it are settled; epoch ms by Apicbase's clock; `null` reaches back to the first order. */
	floorMs: number | null;
	/** Where the floor goes when two more whole readings agree. */
	nextFloorMs: number | null;
	/** The checksum of what the latest whole reading found up to there; `null` before the first. */
	agreedSum: number | null;
	reading: WindowReading | null;
	lookUp: LookUp | null;
	/** Whether the next poll begins with the look-up; window and look-up take turns, so that each gets time. */
	isLookUpFirst: boolean;
	/** Settled entries above the floor. */
	seen: SeenIds;
	/** Entries that wait for their first turn. */
	waiting: SeenIds;
	parcels: Map<string, Parcel>;
	/** When a new order was last dispatched, or the registration began; epoch ms, this machine's clock. */
	lastArrivalMs: number;
	isSilent: boolean;
	/** A silence item that no run has taken well yet. */
	silence: { item: SilenceItem; turn: number; isRunning: boolean; atMs: number } | null;
	/** Since when orders are held up because every place is taken; epoch ms, this machine's clock. */
	heldUpSinceMs: number | null;
	/** When somebody was last told that polling stands still; epoch ms, this machine's clock. */
	reportedAtMs: number | null;
	/** What the next item has to say about the trigger itself. */
	notices: string[];
}

/** What the output No New Orders tells: that orders have stopped coming, or that they come again. */
export interface SilenceItem {
	silence: 'began' | 'ended';
	message: string;
	/** When the last new order was dispatched, ISO 8601, UTC. */
	lastOrderAt: string;
	hours: number;
}

export { dayMs, hourMs, minuteMs };

/** The pause after this many failed runs (from 1): doubling, up to a day. */
export const pauseAfterMs = (retryAfterMs: number, failures: number): number =>
	Math.min(dayMs, retryAfterMs * 2 ** Math.min(failures - 1, 30));

/** The first pause between two attempts, in ms. */
export const firstPauseMs = (policy: DeliveryPolicy): number =>
	policy.until === 'success' ? pauseAfterMs(policy.retryAfterMs, 1) : 5 * minuteMs;

export const longestAbsencePauseMs = 6 * hourMs;

/** How far ahead this order's moment can lie, in ms; one further ahead was noted by a clock that has since been put back. */
export function longestPauseMs(
	{ stage, failures, absences }: Parcel,
	policy: DeliveryPolicy,
): number {
	if (stage === 'running') return 0;
	const pauseMs =
		policy.until === 'success'
			? pauseAfterMs(policy.retryAfterMs, Math.max(1, failures))
			: 2 * dayMs;
	return absences > 0 ? Math.max(longestAbsencePauseMs, pauseMs) : pauseMs;
}

/** The floor of a trigger that begins at this moment (epoch ms by Apicbase's clock). */
export function firstFloorMs(start: Start, overlapMs: number, startedAtMs: number): number | null {
	if (start.from === 'unfetched') return null;
	const firstMs = start.from === 'date' ? start.dateMs : startedAtMs - overlapMs;
	return Math.min(latestOrderMs, Math.max(earliestOrderMs, firstMs - 1));
}

/** The parcel of an entry that no run has had yet. */
export const newParcel = (orderedOnMs: number): Parcel => ({
	id: null,
	orderNumber: '',
	orderedOnMs,
	output: 'orders',
	stage: 'waiting',
	atMs: 0,
	turn: 0,
	attempt: 0,
	failures: 0,
	hasEndedWell: false,
	absences: 0,
	absentSinceMs: null,
	reason: null,
});
