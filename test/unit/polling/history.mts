import type { ListPage } from '../../../core/api/paging.ts';
import type { PageAnswer, PageQuestion } from '../../../core/polling/poll.ts';
import * as core from '../../../core/polling/poll.ts';
import type { Handover } from '../../../core/polling/dispatch.ts';
import type { RunEnd } from '../../../core/polling/runEnds.ts';
import type { PollRules, PollState } from '../../../core/polling/state.ts';
import { readState, writeState } from '../../../core/polling/storedState.ts';

/** What a history may change about the trigger, to see that it would be noticed. */
export interface Sabotage {
	poll?: typeof core.poll;
	/** Changes the state after each poll. */
	afterPoll?: (state: PollState) => void;
	/** Changes what the process knows before each poll. */
	beforePoll?: (runs: { underWay: Set<string>; ends: RunEnd[] }) => void;
	rules?: (rules: PollRules) => PollRules;
	/** Changes a page on its way to the trigger. */
	page?: (page: ListPage, question: PageQuestion) => ListPage;
	engine?: Partial<Engine>;
}

/** How an engine of n8n keeps the state of a poll. */
interface Engine {
	name: string;
	budgetMs: number;
	/** Whether a poll that started no run is stored. */
	storesQuietPolls: boolean;
	/** Whether the process keeps the state where n8n's copy is older. */
	processKeeps: boolean;
}

const engines: readonly Engine[] = [
	{ name: 'in memory', budgetMs: 300_000, storesQuietPolls: false, processKeeps: true },
	{ name: 'scheduler', budgetMs: 36_000, storesQuietPolls: false, processKeeps: true },
	{ name: 'cursors', budgetMs: 36_000, storesQuietPolls: true, processKeeps: true },
];

interface ModelOrder {
	id: string;
	orderedOnMs: number;
	visibleFromMs: number;
	hidden: { fromMs: number; toMs: number } | null;
	deliveredAtMs: number;
	fetched: boolean;
}

/** What went against the promise, in words; none for a history that holds. */
export type Verdict = string[];

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The same numbers for the same seed. */
function numbers(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** Plays one random history against the shipped poll and reducer, and judges what became of each order. */
export function playHistory(seed: number, sabotage: Sabotage = {}): Verdict {
	const random = numbers(seed);
	const pick = <T,>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
	const chance = (probability: number) => random() < probability;
	const engine = { ...pick(engines), ...sabotage.engine };
	const until = pick(['success', 'success', 'fetched', 'once'] as const);
	const sort = pick(['newest', 'oldest', 'cart', 'id', 'shuffled'] as const);
	const filtersIgnored = chance(0.2);
	const marksShown = chance(0.7) || filtersIgnored;
	const countSays = pick(['right', 'right', 'wrong', 'missing', 'huge'] as const);
	const pageMs = pick([100, 400, 2000, 6000]);
	const pageSize = pick([2, 5, 10, 50, 200]);
	const clockMs = pick([0, 0, 0, hour, -hour, day, -day]);
	const pauseMs = pick([minute, minute, 5 * minute, 2 * hour, day, 2 * day]);
	const canDeliver = chance(0.4);
	const base: PollRules = {
		start: { from: 'date', dateMs: Date.UTC(2026, 0, 1) },
		statuses: chance(0.5) ? ['ORDERED'] : ['ORDERED', 'DELIVERED'],
		onlyUnfetched: until === 'fetched',
		overlapMs: 48 * hour,
		pageSize,
		policy:
			until === 'once'
				? { until }
				: until === 'fetched'
					? { until, redeliverAfterMs: hour }
					: { until, maxAttempts: pick([1, 2, 5]), retryAfterMs: 5 * minute },
		limit: pick([1, 3, 10, 100]),
		maxRunsAtOnce: chance(0.3) ? 3 : 20,
		silenceAlarmHours: 0,
	};
	const rules = sabotage.rules?.(base) ?? base;
	let now = Date.UTC(2026, 2, 1);
	const orders: ModelOrder[] = [];
	const place = (count: number, late: boolean) => {
		for (let index = 0; index < count; index += 1) {
			const orderedOnMs = now + clockMs - Math.floor(random() * minute);
			orders.push({
				id: `o${orders.length + 1}-${Math.floor(random() * 1e9)}`,
				orderedOnMs,
				visibleFromMs: late && chance(0.3) ? orderedOnMs + random() * 47 * hour : orderedOnMs,
				hidden: null,
				deliveredAtMs: Number.POSITIVE_INFINITY,
				fetched: false,
			});
		}
	};

	// n8n's copy, and this process.
	let copy: Record<string, unknown> = {};
	let latest: Record<string, unknown> | undefined;
	let running = new Map<string, Started>();
	let ended: Array<{ end: RunEnd; takenInWith: number | null }> = [];
	const good = new Map<string, number>();
	const failed = new Map<string, number>();
	const started = new Map<string, number>();
	const lastStartedMs = new Map<string, number>();
	const verdict: Verdict = [];
	let lostByRestart = new Set<string>();
	let isHealed = false;
	let emptyUntilMs = 0;

	interface Started {
		handover: Handover;
		endsAtMs: number;
		result: RunEnd['result'];
	}

	const wire = (order: ModelOrder) => ({
		id: order.id,
		order_number: `PO-${order.id}`,
		status: order.deliveredAtMs <= now ? 'DELIVERED' : 'ORDERED',
		ordered_on: new Date(order.orderedOnMs).toISOString(),
		...(marksShown && { fetched_by_supplier: order.fetched }),
		packages: [{ quantity_ordered: 1 }],
	});
	const isListed = (order: ModelOrder) =>
		order.visibleFromMs <= now + clockMs &&
		!(order.hidden !== null && order.hidden.fromMs <= now && now < order.hidden.toMs);
	const answer = (question: PageQuestion, beganMs: number, pages: number): PageAnswer => {
		if (pages > 1 && (now > beganMs + engine.budgetMs - 6_000 || pages > 60))
			return { kind: 'no_time_left', nowMs: now };
		now += pageMs;
		for (const [key, run] of running) if (run.endsAtMs <= now) finish(key, run);
		if (!isHealed && chance(0.02))
			return {
				kind: 'problem',
				problem: { kind: 'unavailable', message: 'away', description: '', status: 503 },
				nowMs: now,
			};
		const status = question.status;
		const listed = orders.filter((order) => {
			if (!isListed(order) || now < emptyUntilMs) return false;
			if (filtersIgnored) return true;
			if (question.onlyUnfetched && order.fetched) return false;
			if ((order.deliveredAtMs <= now ? 'DELIVERED' : 'ORDERED') !== status) return false;
			return question.afterMs === null || order.orderedOnMs > question.afterMs;
		});
		type Sorting = 'newest' | 'oldest' | 'cart' | 'id' | 'shuffled';
		const by: Record<Sorting, (one: ModelOrder, other: ModelOrder) => number> = {
			newest: (one, other) => other.orderedOnMs - one.orderedOnMs,
			oldest: (one, other) => one.orderedOnMs - other.orderedOnMs,
			cart: (one, other) => cartOf(one) - cartOf(other),
			id: (one, other) => (one.id < other.id ? -1 : 1),
			shuffled: () => 0,
		};
		listed.sort(by[sort]);
		if (sort === 'shuffled' && question.page === 1) {
			const places = new Map(orders.map((order) => [order, hash(order.id + String(now))]));
			orders.sort((one, other) => places.get(one)! - places.get(other)!);
		}
		const last = Math.max(1, Math.ceil(listed.length / pageSize));
		const entries = listed
			.slice((question.page - 1) * pageSize, question.page * pageSize)
			.map(wire);
		const hasNext = question.page < last;
		const count =
			countSays === 'right'
				? listed.length
				: countSays === 'missing'
					? null
					: countSays === 'huge'
						? 1e9
						: listed.length + 7;
		const page: ListPage = {
			page: question.page,
			entries,
			count,
			hasNext,
			nextPage: hasNext ? question.page + 1 : null,
		};
		return {
			kind: 'page',
			page: sabotage.page?.(page, question) ?? page,
			theirMs: Math.floor((now + clockMs) / 1000) * 1000,
			nowMs: now,
		};
	};

	const finish = (key: string, { handover, result, endsAtMs }: Started) => {
		running.delete(key);
		const { turn, orderedOnMs } = handover;
		ended.push({
			end: { key, turn, orderedOnMs, result, reason: null, endedAtMs: endsAtMs },
			takenInWith: null,
		});
	};

	const pollOnce = () => {
		const beganMs = now;
		for (const [key, run] of running) if (run.endsAtMs <= now) finish(key, run);
		const revision = (stored: Record<string, unknown> | undefined) => Number(stored?.revision ?? 0);
		const stored =
			engine.processKeeps && latest !== undefined && revision(latest) > revision(copy)
				? latest
				: copy;
		const roundTripped = JSON.parse(JSON.stringify(stored)) as Record<string, unknown>;
		const state = readState(roundTripped, {
			account: 'account',
			rules,
			newName: 'name',
			nowMs: now,
		});
		ended = ended.filter(({ takenInWith }) => takenInWith === null || revision(copy) < takenInWith);
		const runs = { underWay: new Set(running.keys()), ends: ended.map(({ end }) => end) };
		sabotage.beforePoll?.(runs);
		const steps = (sabotage.poll ?? core.poll)(state, rules, runs, now);
		let step = steps.next();
		for (let pages = 1; !step.done; pages += 1)
			step = steps.next(answer(step.value, beganMs, pages));
		const outcome = step.value;
		sabotage.afterPoll?.(state);
		const written = writeState(state);
		latest = written;
		for (const entry of ended)
			if (entry.takenInWith === null && runs.ends.includes(entry.end))
				entry.takenInWith = state.revision;
		if (!outcome.ok) return;
		if (outcome.handovers.length > 0 || engine.storesQuietPolls) copy = written;
		for (const handover of outcome.handovers) start(handover);
	};

	const start = (handover: Handover) => {
		const { key } = handover;
		if (handover.kind === 'silence') return;
		const id = handover.kind === 'order' ? handover.order.id! : handover.parcel.id!;
		if (handover.kind === 'given_up') {
			const most = base.policy.until === 'success' ? base.policy.maxAttempts : 0;
			if ((failed.get(id) ?? 0) < most)
				verdict.push(`${id} was given up after ${failed.get(id) ?? 0} of ${most} failed runs`);
			running.set(key, { handover, endsAtMs: now + 1000, result: 'success' });
			good.set(id, good.get(id) ?? 0);
			givenUp.add(id);
			return;
		}
		const order = orders.find((candidate) => candidate.id === id)!;
		const running_ = running.get(key);
		if (running_ !== undefined) verdict.push(`${id} was started while its run was under way`);
		if (order.fetched && marksShown && until === 'fetched')
			verdict.push(`${id} came although marked`);
		const settledBefore = until === 'once' ? (started.get(id) ?? 0) > 0 : (good.get(id) ?? 0) > 0;
		if (settledBefore && until !== 'fetched' && !lostByRestart.has(id))
			verdict.push(`${id} came again although it was done`);
		const dice = isHealed ? 1 : random();
		const result = dice < 0.1 ? 'not_started' : dice < 0.3 ? 'failure' : 'success';
		const takesMs = isHealed ? 1000 : pick([1000, 30_000, 10 * minute]);
		running.set(key, { handover, endsAtMs: now + takesMs, result });
		if (result === 'not_started') return;
		started.set(id, (started.get(id) ?? 0) + 1);
		lastStartedMs.set(id, now);
		// Its end is known from now on; what a restart cuts off counts as it was counted.
		if (result === 'failure') failed.set(id, (failed.get(id) ?? 0) + 1);
		else {
			good.set(id, (good.get(id) ?? 0) + 1);
			if (until === 'fetched') order.fetched = true;
		}
	};
	const givenUp = new Set<string>();

	const restart = () => {
		// Runs are cut short, and what only this process knew is gone.
		for (const [, { handover }] of running)
			if (handover.kind === 'order') lostByRestart.add(handover.order.id!);
		for (const { end } of ended)
			for (const order of orders) if (keyIs(order, end.key)) lostByRestart.add(order.id);
		running = new Map();
		ended = [];
		latest = undefined;
	};
	const keyIs = (order: ModelOrder, key: string) => keyFor(order.id) === key;

	pollOnce();
	const polls = pauseMs >= 2 * hour ? 15 : 25;
	for (let index = 0; index < polls; index += 1) {
		if (chance(0.6)) place(Math.floor(random() * (chance(0.1) ? 25 : 4)), chance(0.5));
		if (canDeliver)
			for (const order of orders)
				if (order.deliveredAtMs > now && chance(0.05)) order.deliveredAtMs = now + random() * hour;
		if (chance(0.05) && orders.length > 0)
			pick(orders).hidden = { fromMs: now, toMs: now + random() * 6 * hour };
		if (chance(0.03)) emptyUntilMs = now + random() * 2 * hour;
		if (chance(0.05)) restart();
		now += chance(0.05) ? random() * 8 * hour : pauseMs;
		pollOnce();
	}
	// Everything works again: what is owed comes within days.
	isHealed = true;
	lostByRestart = new Set(orders.map(({ id }) => id).filter((id) => lostByRestart.has(id)));
	for (let index = 0; index < 120; index += 1) {
		now += index < 60 ? 2 * minute : 6 * hour;
		pollOnce();
	}
	for (const order of orders) {
		const { id } = order;
		const neverShown =
			order.deliveredAtMs < order.visibleFromMs - clockMs ||
			(rules.statuses.length === 1 && order.deliveredAtMs < Number.POSITIVE_INFINITY);
		const count = until === 'once' ? (started.get(id) ?? 0) : (good.get(id) ?? 0);
		if (count === 0 && !neverShown && !givenUp.has(id) && !lostByRestart.has(id))
			verdict.push(`${id} was lost`);
	}
	if (verdict.length > 0)
		verdict.unshift(
			JSON.stringify({
				seed,
				engine: engine.name,
				until,
				sort,
				filtersIgnored,
				marksShown,
				countSays,
				pageMs,
				pageSize,
				clockMs,
				pauseMs,
				limit: rules.limit,
				statuses: rules.statuses,
			}),
		);
	return verdict;
}

import { keyOf as keyFor } from '../../../core/polling/seenIds.ts';

/** An order's place in a list by creation of the cart, which has nothing to do with when it was placed. */
const carts = new WeakMap<ModelOrder, number>();
function cartOf(order: ModelOrder): number {
	const cart = carts.get(order) ?? hash(order.id);
	carts.set(order, cart);
	return cart;
}

const hash = (text: string): number => {
	let value = 7;
	for (let index = 0; index < text.length; index += 1)
		value = (Math.imul(value, 31) + text.charCodeAt(index)) | 0;
	return value;
};
