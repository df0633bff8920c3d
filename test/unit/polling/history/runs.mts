import type { INodeExecutionData, IRun } from 'n8n-workflow';
import { hour, minute } from '../aPoller.mts';
import type { ModelOrder } from './apicbaseList.mts';
import type { World } from './world.mts';

export type Result = 'success' | 'failure' | 'not_started';
/** How a run comes out in a history; one that hangs never ends. */
type Fate = Result | 'hang';

/** What n8n tells the trigger of a run's end by. */
export interface Done {
	resolve: (run: IRun) => void;
	reject: (reason: Error) => void;
}

export interface Run {
	orders: ModelOrder[];
	isGivenUp: boolean;
	beganAtMs: number;
	endsAtMs: number;
	fate: Fate;
	done: Done;
}

const endedWell = { status: 'success', finished: true } as IRun;
/** What n8n says of a run that failed, and of one whose job Redis lost. */
const endedBadly = [
	{ status: 'error', finished: false },
	{ status: 'success', finished: false },
] as IRun[];

/** Until when n8n starts no run, since when it was asked in vain, when once more, and when last. */
const noRefusal = {
	refusedSinceMs: Number.POSITIVE_INFINITY,
	refusedAgainAtMs: Number.POSITIVE_INFINITY,
};

/** The runs of the process that lives, and how each comes out. */
export class Runs {
	readonly underWay = new Set<Run>();
	/** Those of the other trigger, which end well at once. */
	private siblings: Done[] = [];
	private ended = 0;
	quota = { untilMs: 0, refusedAtMs: 0, ...noRefusal };

	constructor(
		private readonly world: World,
		private readonly orders: readonly ModelOrder[],
		/** Called with each run as it starts, before it counts as under way. */
		private readonly onStart: (run: Run) => void,
		/** Called with each run as it ends. */
		private readonly onEnd: (run: Run) => void,
	) {}

	/** Sometimes, n8n starts no run for an hour. */
	mayRunOut(): void {
		const { clock, dice } = this.world;
		if (dice.chance(0.02) && clock.nowMs >= this.quota.untilMs)
			this.quota = { untilMs: clock.nowMs + hour, refusedAtMs: 0, ...noRefusal };
	}

	start(outputs: INodeExecutionData[][], done: Done): void {
		const { clock, dice, settings, isHealed } = this.world;
		const [ordered = [], givenUp = []] = outputs;
		const isGivenUp = ordered.length === 0;
		const chances = isHealed || isGivenUp ? 1 : dice.next();
		const ends = chances < 0.1 ? 'not_started' : chances < 0.3 ? 'failure' : 'success';
		const isRefused = !isHealed && clock.nowMs < this.quota.untilMs;
		if (isRefused) this.noteRefusal();
		const fate = isRefused
			? 'not_started'
			: !isHealed && dice.chance(settings.hangs)
				? 'hang'
				: ends;
		const isShort = isHealed || isGivenUp || isRefused;
		const takesMs = isShort ? 1000 : dice.pick([1000, 30_000, 10 * minute]);
		const run: Run = {
			orders: [...ordered, ...givenUp].map(({ json }) =>
				this.orders.find(({ id }) => id === json.id || `PO-${id}` === json.order_number)!,
			),
			isGivenUp,
			beganAtMs: clock.nowMs,
			endsAtMs: fate === 'hang' ? Number.POSITIVE_INFINITY : clock.nowMs + takesMs,
			fate,
			done,
		};
		this.onStart(run);
		this.underWay.add(run);
	}

	startOfSibling(done: Done): void {
		this.siblings.push(done);
	}

	/** Ends what has come to its end meanwhile. */
	end(): void {
		const { clock, sabotage } = this.world;
		for (const done of this.siblings.splice(0)) done.resolve(endedWell);
		for (const run of this.underWay) {
			if (run.endsAtMs > clock.nowMs) continue;
			this.underWay.delete(run);
			this.onEnd(run);
			const result = run.fate as Result;
			const told = sabotage.told === undefined ? result : sabotage.told(result);
			if (told === 'not_started') run.done.reject(new Error('The quota is used up'));
			else if (told !== null)
				run.done.resolve(told === 'success' ? endedWell : endedBadly[this.ended++ % 2]!);
		}
	}

	/** Nobody follows the runs of before any more. */
	forget(): void {
		this.underWay.clear();
		Object.assign(this.quota, noRefusal);
	}

	/** The process ends, and its runs with it. */
	cutOff(): void {
		this.forget();
		this.siblings = [];
	}

	/** Whether a run has been under way for so long that the trigger waits for it no longer. */
	isDoubted({ beganAtMs }: Run): boolean {
		const { clock, settings } = this.world;
		return clock.nowMs >= beganAtMs + (settings.delivery === 'untilFetched' ? hour : 6 * hour);
	}

	private noteRefusal(): void {
		const { nowMs } = this.world.clock;
		const { quota } = this;
		if (nowMs > quota.refusedSinceMs + 1000)
			quota.refusedAgainAtMs = Math.min(quota.refusedAgainAtMs, nowMs);
		quota.refusedSinceMs = Math.min(quota.refusedSinceMs, nowMs);
		quota.refusedAtMs = nowMs;
	}
}
