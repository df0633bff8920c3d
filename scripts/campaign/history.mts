/** One thing that happened to an order, or to everything. */
interface Event {
	atMs: number;
	/** Null when it concerns every order: a kill, an outage. */
	externalId: string | null;
	what: string;
}

/** What happened, in the order it happened. */
export class History {
	private readonly events: Event[] = [];

	private readonly startedAtMs = Date.now();

	note(externalId: string | null, what: string): void {
		this.events.push({ atMs: Date.now() - this.startedAtMs, externalId, what });
	}

	/** The life of one order, with the kills in between, one line each. */
	of(externalId: string): string[] {
		const isOwn = (event: Event) => event.externalId === externalId;
		const [first, last] = [this.events.findIndex(isOwn), this.events.findLastIndex(isOwn)];
		return this.events
			.slice(Math.max(0, first), last + 1)
			.filter((event) => isOwn(event) || event.externalId === null)
			.map(({ atMs, what }) => `${(atMs / 1000).toFixed(1).padStart(8)} s  ${what}`);
	}
}
