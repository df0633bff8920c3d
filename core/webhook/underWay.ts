import { isGone, type Exchange } from './acceptedOrders';

/** `started` when the order may go on; `busy` when it would wait too long; `sender_gone` when its sender left meanwhile. */
export type Entry = 'started' | 'busy' | 'sender_gone';

type Waiting = (entry: Entry) => void;

/** What a run is taken to last before any was seen to end. */
const firstGuessMs = 1000;
/** How much the newest run counts in the mean. */
const weight = 0.3;

/**
 * A bounded number of orders under way at once, first come first served. An order that would wait longer than the limit
 * is turned away at once; the wait is estimated from the runs before it.
 */
export class OrdersUnderWay {
	private readonly startedMs = new Map<Exchange, number>();
	private readonly waiting: Waiting[] = [];
	private meanMs = firstGuessMs;

	constructor(
		private readonly maxWaitMs: number,
		private readonly nowMs: () => number,
	) {}

	/**
	 * Resolves when one of `max` places is free for this exchange, which gives it back when it closes. `patience` ends the
	 * wait with `busy` when it resolves first.
	 */
	async enter(exchange: Exchange, max: number, patience: () => Promise<void>): Promise<Entry> {
		if (isGone(exchange)) return 'sender_gone';
		if (this.waiting.length === 0 && this.startedMs.size < max) {
			this.start(exchange, max);
			return 'started';
		}
		if (this.expectedWaitMs(max) > this.maxWaitMs) return 'busy';
		return await new Promise<Entry>((resolve) => {
			const waiting: Waiting = (entry) => {
				if (entry === 'started') this.start(exchange, max);
				resolve(entry);
			};
			this.waiting.push(waiting);
			exchange.once('close', () => this.leave(waiting, 'sender_gone'));
			void patience().then(() => this.leave(waiting, 'busy'));
		});
	}

	/** How long an order that arrives now is expected to wait: as if each run lasted the mean, or as long again when it is over that. */
	private expectedWaitMs(max: number): number {
		const nowMs = this.nowMs();
		const remainingMs = [...this.startedMs.values()]
			.map((startedMs) => Math.abs(this.meanMs - (nowMs - startedMs)))
			.sort((a, b) => a - b);
		const rounds = Math.floor(this.waiting.length / max);
		return rounds * this.meanMs + (remainingMs[this.waiting.length % max] ?? 0);
	}

	private start(exchange: Exchange, max: number): void {
		const startedMs = this.nowMs();
		this.startedMs.set(exchange, startedMs);
		exchange.once('close', () => {
			this.startedMs.delete(exchange);
			this.meanMs += weight * (this.nowMs() - startedMs - this.meanMs);
			while (this.startedMs.size < max && this.waiting.length > 0)
				this.waiting.shift()?.('started');
		});
	}

	private leave(waiting: Waiting, entry: Entry): void {
		const at = this.waiting.indexOf(waiting);
		if (at === -1) return;
		this.waiting.splice(at, 1);
		waiting(entry);
	}
}
