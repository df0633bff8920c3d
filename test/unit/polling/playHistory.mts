import { endOfList, readPage } from '../../../core/api/paging.ts';
import { advance } from '../../../core/polling/advance.ts';
import { beginPoll } from '../../../core/polling/beginPoll.ts';
import { missingOrders, searchRules } from '../../../core/polling/missingOrders.ts';
import { narrowedFloorMs, windowRules } from '../../../core/polling/windowRules.ts';
import type { Delivery } from '../../../core/polling/delivery.ts';
import type { Outcome } from '../../../core/polling/outcome.ts';
import type { Start } from '../../../core/polling/memory.ts';
import { endWalk } from '../../../core/polling/endWalk.ts';
import { isTooLong, nextStep } from '../../../core/polling/nextStep.ts';
import { readSheet, type Sheet } from '../../../core/polling/sheet.ts';
import type { WalkRules } from '../../../core/polling/walk.ts';
import type { Pass } from '../../../core/polling/pass.ts';
import type { Sighting } from '../../../core/polling/sighting.ts';
import { writeMemory } from '../../../core/polling/writeMemory.ts';
import { ModelServer, type ModelOrder } from './modelServer.mts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
const overlapMs = 48 * hourMs;

/** What happens between two polls, and during the second of them. */
export interface Turn {
	/** How long after the previous poll. */
	pauseMs: number;
	/** Orders placed in the pause: how long ago, and how much later they become visible. */
	placed: Array<{ agoMs: number; lateMs: number; hidden?: { inMs: number; forMs: number } }>;
	/** Orders that arrive while this page (counted from 1) is about to be read. */
	arriving: number[];
	/** The request that Apicbase does not answer, counted from 1. */
	faultAt: number | null;
	/** n8n is killed and starts again from what it has stored. */
	restart: boolean;
	/** How runs started by this poll end: in how many polls from then, and how; `never` only ends by a restart. */
	runs: Array<{ afterPolls: number; result: 'success' | 'failure' }>;
}

export interface History {
	start: Start;
	delivery: Delivery;
	/** The in-memory engine stores state only with a run; the scheduler with cursors always. */
	storesAlways: boolean;
	next: 'url' | 'integer' | 'null';
	pageSize: number;
	mostPages: number;
	limit: number;
	/** `ordered_on` before the first poll, as times ago. */
	earlier: number[];
	turns: Turn[];
}

export interface Handing {
	id: string;
	attempt: number;
	atMs: number;
	poll: number;
}

export interface Played {
	handings: Handing[];
	givenUp: string[];
	succeeded: string[];
	twoAtOnce: string[];
	/** Orders that a trigger with this start has to hand on. */
	expected: string[];
	/** Orders in the order in which they were handed on first, poll by poll, were the oldest then known. */
	owedAtTheEnd: number;
}

export const firstPollAtMs = Date.UTC(2026, 10, 20, 6);

/** Plays a history against the model and lets it come to rest. `decide` is the cursor under test. */
export function playHistory(history: History, decide: typeof advance = advance): Played {
	return new Player(history, decide).play();
}

interface Run {
	key: string;
	id: string;
	attempt: number;
	orderedOnMs: number | null;
	endsAtPoll: number;
	result: 'success' | 'failure';
}

class Player {
	private readonly server: ModelServer;
	private nowMs = firstPollAtMs;
	private poll = 0;
	private stored: Record<string, unknown> = {};
	private live: Record<string, unknown> = {};
	private runs: Run[] = [];
	private outcomes: Outcome[] = [];
	private serial = 0;
	private readonly before = new Set<string>();
	private beganBlindAtMs: number | undefined;
	private readonly played: Played = {
		handings: [],
		givenUp: [],
		succeeded: [],
		twoAtOnce: [],
		expected: [],
		owedAtTheEnd: 0,
	};

	constructor(
		private readonly history: History,
		private readonly decide: typeof advance,
	) {
		this.server = new ModelServer(history.pageSize, history.next);
	}

	play(): Played {
		for (const agoMs of this.history.earlier) this.place({ agoMs, lateMs: 0 }, true);
		for (const turn of this.history.turns) this.take(turn);
		const rest: Turn = {
			pauseMs: 25 * hourMs,
			placed: [],
			arriving: [],
			faultAt: null,
			restart: false,
			runs: [{ afterPolls: 1, result: 'success' }],
		};
		for (let quiet = 0, count = 0; quiet < 6 && count < 500; count += 1) {
			const handed = this.played.handings.length;
			this.take({ ...rest, pauseMs: count % 3 === 0 ? 25 * hourMs : minuteMs });
			quiet =
				handed === this.played.handings.length && this.played.owedAtTheEnd === 0 ? quiet + 1 : 0;
		}
		this.played.expected.push(
			...this.server.orders.filter((order) => this.isExpected(order)).map(({ id }) => id),
		);
		return this.played;
	}

	private take(turn: Turn): void {
		this.nowMs += turn.pauseMs;
		for (const placed of turn.placed) this.place(placed, this.poll === 0);
		if (turn.restart) this.restart();
		this.endRuns();
		this.pollOnce(turn);
		this.poll += 1;
	}

	private place({ agoMs, lateMs, hidden }: Turn['placed'][number], isBefore: boolean): void {
		this.serial += 1;
		const orderedOnMs = this.nowMs - agoMs;
		const order: ModelOrder = {
			id: String(this.serial).padStart(6, '0'),
			orderedOnMs,
			visibleFromMs: isBefore ? orderedOnMs : this.nowMs - agoMs + lateMs,
		};
		if (hidden && !isBefore)
			order.hidden = {
				fromMs: this.nowMs + hidden.inMs,
				toMs: this.nowMs + hidden.inMs + hidden.forMs,
			};
		this.server.orders.push(order);
		if (isBefore) this.before.add(order.id);
	}

	/** When Apicbase was away at the first poll, the moment of that poll decides what is new. */
	private isExpected({ id, orderedOnMs }: ModelOrder): boolean {
		const { start } = this.history;
		if (start.from === 'unfetched') return true;
		if (start.from === 'date') return orderedOnMs >= start.dateMs;
		return this.beganBlindAtMs === undefined
			? !this.before.has(id)
			: orderedOnMs >= this.beganBlindAtMs;
	}

	private restart(): void {
		this.live = JSON.parse(JSON.stringify(this.stored)) as Record<string, unknown>;
		this.runs = [];
		this.outcomes = [];
	}

	private endRuns(): void {
		for (const run of this.runs.filter(({ endsAtPoll }) => endsAtPoll <= this.poll)) {
			const { key, orderedOnMs, attempt, result } = run;
			this.outcomes.push({
				key,
				orderedOnMs,
				attempt,
				result,
				reason: null,
				endedAtMs: this.nowMs,
			});
			if (result === 'success') this.played.succeeded.push(run.id);
		}
		this.runs = this.runs.filter(({ endsAtPoll }) => endsAtPoll > this.poll);
	}

	private pollOnce(turn: Turn): void {
		const { start, delivery, limit, mostPages, storesAlways } = this.history;
		const memory = beginPoll(
			this.live,
			{ source: 'model', start, overlapMs, delivery },
			this.outcomes,
			this.nowMs,
		);
		const underWay = new Set(this.runs.map(({ key }) => key));
		const pass = this.read(
			turn,
			memory.floorMs,
			windowRules(memory, limit, mostPages, this.nowMs),
			(pageSize) => narrowedFloorMs(memory, pageSize, mostPages),
		);
		if (pass === undefined) {
			if (Object.keys(this.live).length === 0 && memory.awaitsBaseline)
				this.beginBlind(writeMemory(memory));
			return;
		}
		const lookedUp = this.lookUp(missingOrders(memory, pass, underWay, this.nowMs));
		const decision = this.decide(
			memory,
			pass,
			{ overlapMs, limit, delivery, underWay, lookedUp },
			this.nowMs,
		);
		const isFirst = Object.keys(this.live).length === 0;
		this.live = JSON.parse(JSON.stringify(writeMemory(decision.next))) as Record<string, unknown>;
		if (storesAlways || isFirst || decision.handOver.length + decision.giveUp.length > 0)
			this.stored = this.live;
		this.outcomes = [];
		this.played.givenUp.push(...decision.giveUp.map(({ order }) => order.id));
		decision.handOver.forEach(({ sighting, attempt }, index) =>
			this.begin(sighting, attempt, turn.runs[index % Math.max(1, turn.runs.length)], underWay),
		);
		this.played.owedAtTheEnd = decision.next.owed.size + decision.backlog;
	}

	private beginBlind(stored: Record<string, unknown>): void {
		this.stored = this.live = stored;
		this.beganBlindAtMs = this.nowMs;
	}

	private begin(
		{ key, orderedOnMs, entry }: Sighting,
		attempt: number,
		run: Turn['runs'][number] | undefined,
		underWay: ReadonlySet<string>,
	): void {
		const id = entry.kind === 'order' ? entry.order.id : key;
		this.played.handings.push({ id, attempt, atMs: this.nowMs, poll: this.poll });
		if (underWay.has(key)) this.played.twoAtOnce.push(id);
		const { afterPolls, result } = run ?? { afterPolls: 1, result: 'success' };
		this.runs.push({ key, id, attempt, orderedOnMs, endsAtPoll: this.poll + afterPolls, result });
	}

	private lookUp({
		keys,
		sinceMs,
	}: ReturnType<typeof missingOrders>): Map<string, Sighting | null> {
		if (keys.size === 0 || this.history.delivery.until !== 'success') return new Map();
		const pass = this.read({ arriving: [], faultAt: null }, sinceMs, searchRules(keys, 1000));
		return new Map(
			[...keys].map((key) => [
				key,
				pass?.sightings.find((sighting) => sighting.key === key) ?? null,
			]),
		);
	}

	/** `undefined` when the poll is cut short by a fault. */
	private read(
		{ arriving, faultAt }: Pick<Turn, 'arriving' | 'faultAt'>,
		windowMs: number | null,
		rules: WalkRules,
		narrowed?: (pageSize: number) => number | null,
	): Pass | undefined {
		let walk: Sheet[] = [];
		let afterMs = windowMs;
		let request = 0;
		for (let page = nextStep(walk, rules); page !== null; page = nextStep(walk, rules)) {
			request += 1;
			arriving
				.filter((at) => at === request)
				.forEach(() => this.place({ agoMs: 0, lateMs: 0 }, this.poll === 0 && request === 1));
			if (request === faultAt) return undefined;
			const body = this.server.page(page, afterMs, this.nowMs);
			walk.push(readSheet(readPage(body, page, 'https://api.apicbase.com') ?? endOfList(page)));
			const narrowMs = isTooLong(walk, rules)
				? (narrowed?.(walk[0]?.sightings.length ?? 0) ?? null)
				: null;
			if (narrowMs === null || afterMs === narrowMs) continue;
			afterMs = narrowMs;
			walk = [];
		}
		return endWalk(walk, rules, this.nowMs);
	}
}
