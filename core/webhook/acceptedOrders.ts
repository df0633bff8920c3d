/** The part of an HTTP response that shows whether its sender still waits, and what was answered. */
export interface Exchange {
	readonly statusCode: number;
	readonly closed: boolean;
	readonly destroyed: boolean;
	/** `finish` comes when the answer was written, `close` once, after it or when the sender left without one. */
	once(event: 'finish' | 'close', listener: () => void): unknown;
}

/** What tells two versions of an order apart. */
export interface OrderVersion {
	fingerprint: string;
	/** Milliseconds since 1970; `null` when the order does not say when it was placed. */
	orderedOnMs: number | null;
}

/**
 * How a delivery compares with what was accepted: `superseded` is an earlier version of an order whose newer one was
 * accepted, `sender_gone` a delivery whose sender left before its turn. The accepted version is `changed` when another
 * one may have got into the ERP since.
 */
export type Admission = 'new' | 'changed' | 'repeat' | 'superseded' | 'sender_gone';

export interface MemoryLimits {
	orders: number;
	maxAgeMs: number;
}

interface KnownOrder {
	accepted: OrderVersion | undefined;
	/** Fingerprints that were accepted before the last one. */
	earlier: Set<string>;
	/** Runs that got the order and whose sender left before an answer was written. */
	unanswered: number;
	/** A run got another version since and ended in a fault, or its sender left: it may be in the ERP all the same. */
	otherRan: boolean;
	atMs: number;
}

/** More versions of one order than anybody sends in two days. */
const versionsKept = 50;

/**
 * Which orders this process accepted, and in which version. Deliveries of one order take turns; an order counts as
 * accepted when its 2XX was written. The memory is bounded and forgets by age.
 */
export class AcceptedOrders {
	private readonly known = new Map<string, KnownOrder>();
	private readonly turns = new Map<string, Promise<void>>();

	constructor(
		private readonly limits: MemoryLimits,
		private readonly nowMs: () => number,
	) {}

	/**
	 * Resolves when every earlier delivery of this order was answered or left by its sender, with how this one compares
	 * with what was accepted.
	 */
	async admit(key: string, version: OrderVersion, exchange: Exchange): Promise<Admission> {
		await this.takeTurn(key, exchange);
		if (isGone(exchange)) return 'sender_gone';
		this.evictOld();
		const { accepted, earlier, otherRan } = this.known.get(key) ?? nothingKnown;
		if (accepted === undefined) return 'new';
		if (accepted.fingerprint === version.fingerprint) return otherRan ? 'changed' : 'repeat';
		return isOlder(version, accepted, earlier) ? 'superseded' : 'changed';
	}

	/** How many runs got this order while no answer reached its sender, since it was last accepted. */
	unansweredRuns(key: string): number {
		return this.known.get(key)?.unanswered ?? 0;
	}

	/** Watches a delivery that a run gets: accepted when its 2XX is written, unanswered when its sender leaves before. */
	watch(key: string, version: OrderVersion, exchange: Exchange): void {
		let isAnswered = false;
		exchange.once('finish', () => {
			isAnswered = true;
			if (exchange.statusCode >= 200 && exchange.statusCode < 300) this.accept(key, version);
			if (exchange.statusCode >= 500) this.noteOther(key, version);
		});
		exchange.once('close', () => {
			if (isAnswered) return;
			const known = this.known.get(key) ?? nothingKnown;
			this.keep(key, { ...known, unanswered: known.unanswered + 1 });
			this.noteOther(key, version);
		});
	}

	private noteOther(key: string, { fingerprint }: OrderVersion): void {
		const known = this.known.get(key);
		if (known?.accepted !== undefined && known.accepted.fingerprint !== fingerprint)
			known.otherRan = true;
	}

	/** How many orders are remembered. */
	get size(): number {
		return this.known.size;
	}

	private accept(key: string, version: OrderVersion): void {
		const { accepted, earlier } = this.known.get(key) ?? nothingKnown;
		const before = [...earlier, ...(accepted === undefined ? [] : [accepted.fingerprint])];
		this.keep(key, {
			accepted: version,
			earlier: new Set(before.slice(-versionsKept)),
			unanswered: 0,
			otherRan: false,
		});
	}

	private keep(key: string, known: Omit<KnownOrder, 'atMs'>): void {
		// Deleted first, so that the map stays in the order of acceptance, oldest first.
		this.known.delete(key);
		this.known.set(key, { ...known, atMs: this.nowMs() });
		this.evictOld();
	}

	private evictOld(): void {
		const nowMs = this.nowMs();
		for (const [key, { atMs }] of this.known) {
			if (this.known.size <= this.limits.orders && nowMs - atMs < this.limits.maxAgeMs) return;
			this.known.delete(key);
		}
	}

	private async takeTurn(key: string, exchange: Exchange): Promise<void> {
		const earlier = this.turns.get(key);
		const turn = Promise.all([earlier, untilClosed(exchange)]).then(() => {
			if (this.turns.get(key) === turn) this.turns.delete(key);
		});
		this.turns.set(key, turn);
		await earlier;
	}
}

const nothingKnown: Omit<KnownOrder, 'atMs'> = {
	accepted: undefined,
	earlier: new Set(),
	unanswered: 0,
	otherRan: false,
};

/**
 * Whether a version is older than the accepted one. `ordered_on` decides where both have one and they differ; a version
 * that was accepted before, and does not say that it was placed again, is a replay.
 */
function isOlder(version: OrderVersion, accepted: OrderVersion, earlier: ReadonlySet<string>) {
	const [placedMs, acceptedMs] = [version.orderedOnMs, accepted.orderedOnMs];
	if (placedMs !== null && acceptedMs !== null && placedMs !== acceptedMs)
		return placedMs < acceptedMs;
	return earlier.has(version.fingerprint);
}

/** Whether a sender left, or was answered. */
export const isGone = ({ closed, destroyed }: Exchange): boolean => closed || destroyed;

/** Resolves at once when the sender is gone. */
async function untilClosed(exchange: Exchange): Promise<void> {
	if (isGone(exchange)) return;
	await new Promise<void>((resolve) => exchange.once('close', () => resolve()));
}
