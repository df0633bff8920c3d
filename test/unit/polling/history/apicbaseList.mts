import { isWanted } from '../../../../core/polling/reading.ts';
import { parseListedOrder } from '../../../../core/polling/listedOrder.ts';
import { hour, minute } from '../aPoller.mts';
import type { World } from './world.mts';

export const origin = 'https://apicbase.example';

/** One page of the list as it is answered. */
export interface AnsweredPage {
	page: number;
	results: unknown[];
	count: number | null;
	hasNext: boolean;
}

export interface ModelOrder {
	id: string;
	cart: number;
	orderedOnMs: number;
	visibleFromMs: number;
	hidden: { fromMs: number; toMs: number } | null;
	deliveredAtMs: number;
	isReadable: boolean;
	hasId: boolean;
	/** Listed when the trigger began, and placed before. */
	wasThere: boolean;
	fetched: boolean;
	/** What became of it. */
	wasRefused: boolean;
	started: number;
	good: number;
	failed: number;
	isGivenUp: boolean;
	/** Whether a page has shown it as one to hand on, and n8n or the living process keeps that. */
	isShown: boolean;
	/** Whether one ever has; another trigger of the workflow may have n8n store more than this one asks for. */
	wasShown: boolean;
	/** Whether a restart cut a run of it short, or came before n8n had stored how it ended. */
	isLostByRestart: boolean;
	/** Whether it was placed before what the trigger remembered was damaged. */
	isDamaged: boolean;
}

/** The trigger that is judged, and another one in the same workflow. */
export type Member = 'main' | 'sibling';

/** Apicbase's list of orders as a trigger finds it, page by page, with its faults. */
export class ApicbaseList {
	readonly orders: ModelOrder[] = [];
	/** What requests meet. */
	fault = { kind: '', sinceMs: 0, untilMs: 0 };
	/** Until when it answers with nothing. */
	private emptyUntilMs = 0;

	constructor(
		private readonly world: World,
		/** Called before a page is answered: meanwhile runs end. */
		private readonly passTime: () => void,
		/** Called with an order that a page shows as one to hand on. */
		private readonly onShown: (order: ModelOrder) => void,
	) {}

	/** Customers order. */
	place(count: number, late: boolean, agoMs = 0): void {
		const { clock, dice, settings, isPublished } = this.world;
		const { clockMs, hasOverlap, hasUnreadable } = settings;
		const { next, below, chance } = dice;
		for (let index = 0; index < count; index += 1) {
			const orderedOnMs = clock.nowMs + clockMs - agoMs - (hasOverlap ? below(minute) : index);
			this.orders.push({
				id: `o${this.orders.length + 1}-${below(1e9)}`,
				cart: next(),
				orderedOnMs,
				visibleFromMs:
					late && hasOverlap && chance(0.3) ? orderedOnMs + next() * 47 * hour : orderedOnMs,
				hidden: null,
				deliveredAtMs: Number.POSITIVE_INFINITY,
				isReadable: !(hasUnreadable && chance(0.1)),
				hasId: !(hasUnreadable && chance(0.5)),
				wasThere: !isPublished,
				fetched: false,
				wasRefused: false,
				started: 0,
				good: 0,
				failed: 0,
				isGivenUp: false,
				isShown: false,
				wasShown: false,
				isLostByRestart: false,
				isDamaged: false,
			});
		}
	}

	/** Between two polls orders are placed and delivered, leave the list for a while, or all do. */
	change(): void {
		const { clock, dice, settings } = this.world;
		const { canDeliver, hasOverlap } = settings;
		const { next, chance, pick } = dice;
		if (!hasOverlap) this.place(pick([1, 1, 1, 3]), false);
		else if (chance(0.6)) this.place(Math.floor(next() * (chance(0.1) ? 25 : 4)), chance(0.5));
		if (canDeliver) this.deliverSome(0.05, hour);
		if (hasOverlap && chance(0.05) && this.orders.length > 0)
			pick(this.orders).hidden = { fromMs: clock.nowMs, toMs: clock.nowMs + next() * 6 * hour };
		if (hasOverlap && chance(0.03)) this.emptyUntilMs = clock.nowMs + next() * 2 * hour;
	}

	private deliverSome(share: number, withinMs: number): void {
		const { clock, dice } = this.world;
		for (const order of this.orders)
			if (order.deliveredAtMs > clock.nowMs && dice.chance(share))
				order.deliveredAtMs = Math.min(order.deliveredAtMs, clock.nowMs + dice.next() * withinMs);
	}

	/** Answers a request of a trigger, or throws as n8n's helper does when no answer comes in time. */
	answer(asker: Member, { url, timeout }: { url: string; timeout: number }) {
		const { clock, dice, settings, isPublished, isHealed } = this.world;
		const { chance, pick } = dice;
		const isOver = clock.nowMs >= this.fault.untilMs;
		if (isPublished && !isHealed && isOver && chance(settings.faultsPerRequest)) {
			const kind = pick(['503', '403', '429', 'hang']);
			const lastsMs = pick([1, 5_000, 40_000, 10 * minute, hour]);
			this.fault = { kind, sinceMs: clock.nowMs, untilMs: clock.nowMs + lastsMs };
			// What the pages before have shown may have left the list when the next poll comes.
			if (settings.canDeliver) this.deliverSome(0.2, minute);
		}
		const { kind, untilMs } = this.fault;
		const isFaulty = !isHealed && clock.nowMs < untilMs;
		if (isFaulty && kind === 'hang') {
			clock.nowMs += timeout + pick([5, 5, 3_000]);
			throw Object.assign(new Error('timeout'), { code: 'ECONNABORTED' });
		}
		clock.nowMs += settings.pageMs;
		this.passTime();
		if (isFaulty) {
			const waitS = Math.ceil((untilMs - clock.nowMs) / 1000);
			const isTold = kind === '429' && settings.retryAfter === 'seconds';
			return this.reply(Number(kind), '{}', isTold ? { 'retry-after': String(waitS) } : {});
		}
		const { page, results, count, hasNext } = this.answerPage(url, asker);
		const next = hasNext ? `${origin}/?page=${page + 1}` : null;
		return this.reply(200, JSON.stringify({ ...(count !== null && { count }), next, results }));
	}

	private reply(statusCode: number, body: string, headers: Record<string, string> = {}) {
		const { clock, settings } = this.world;
		const date = new Date(clock.nowMs + settings.clockMs).toUTCString();
		return { statusCode, headers: { date, ...headers }, body };
	}

	private answerPage(url: string, asker: Member): AnsweredPage {
		const { clock, dice, settings, sabotage, isHealed } = this.world;
		const { sort, pageSize, countSays, hasOverlap, statuses, onlyUnfetched, marksShown } = settings;
		const asked = new URL(url).searchParams;
		const page = Number(asked.get('page') ?? 1);
		if (sort === 'shuffled' && page === 1)
			for (const order of this.orders) order.cart = dice.next();
		const listed = this.orders
			.filter((order) => this.isListed(order) && this.isAskedFor(order, asked))
			.sort(inListOrder[sort]);
		const onPage = listed.slice((page - 1) * pageSize, page * pageSize);
		const [first] = onPage;
		if (!hasOverlap && !isHealed && page === 1 && first !== undefined && dice.chance(0.8))
			first.deliveredAtMs = Math.min(first.deliveredAtMs, clock.nowMs + 1);
		for (const order of asker === 'main' ? onPage : []) {
			const isOpen = isWanted(parseListedOrder(this.wire(order)), { statuses, onlyUnfetched });
			// Among all orders, a list without marks leaves open whether one is marked.
			const isKnownUnmarked = marksShown || isForUnfetched(asked);
			if (isOpen && !(onlyUnfetched && (order.fetched || !isKnownUnmarked))) this.onShown(order);
		}
		const counts = {
			right: listed.length,
			wrong: listed.length + 7,
			missing: null,
			huge: 1e9,
		};
		const answered: AnsweredPage = {
			page,
			results: onPage.map((order) => this.wire(order)),
			count: counts[countSays],
			hasNext: page * pageSize < listed.length,
		};
		return sabotage.page?.(answered) ?? answered;
	}

	private isListed(order: ModelOrder): boolean {
		const { clock, settings } = this.world;
		return (
			order.visibleFromMs <= clock.nowMs + settings.clockMs &&
			clock.nowMs >= this.emptyUntilMs &&
			!this.isHidden(order)
		);
	}

	/** Whether an order has left the list for a while. */
	private isHidden({ hidden }: ModelOrder): boolean {
		const { nowMs } = this.world.clock;
		return hidden !== null && hidden.fromMs <= nowMs && nowMs < hidden.toMs;
	}

	private isAskedFor(order: ModelOrder, asked: URLSearchParams): boolean {
		if (this.world.settings.filtersIgnored) return true;
		if (isForUnfetched(asked) && order.fetched) return false;
		const afterMs = Date.parse(asked.get('ordered_on__gt') ?? '1970-01-01');
		return this.statusOf(order) === asked.get('status') && order.orderedOnMs > afterMs;
	}

	private statusOf({ deliveredAtMs }: ModelOrder): string {
		return deliveredAtMs <= this.world.clock.nowMs ? 'DELIVERED' : 'ORDERED';
	}

	private wire(order: ModelOrder) {
		return {
			...((order.isReadable || order.hasId) && { id: order.id }),
			order_number: `PO-${order.id}`,
			status: this.statusOf(order),
			ordered_on: new Date(order.orderedOnMs).toISOString(),
			...(this.world.settings.marksShown && { fetched_by_supplier: order.fetched }),
			packages: order.isReadable ? [{ quantity_ordered: 1 }] : 'none',
		};
	}
}

const isForUnfetched = (asked: URLSearchParams): boolean =>
	asked.get('fetched_by_supplier') === 'false';

const inListOrder = {
	newest: (one: ModelOrder, other: ModelOrder) => other.orderedOnMs - one.orderedOnMs,
	oldest: (one: ModelOrder, other: ModelOrder) => one.orderedOnMs - other.orderedOnMs,
	cart: (one: ModelOrder, other: ModelOrder) => one.cart - other.cart,
	id: (one: ModelOrder, other: ModelOrder) => (one.id < other.id ? -1 : 1),
	shuffled: (one: ModelOrder, other: ModelOrder) => one.cart - other.cart,
};
