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
		const own = this.events.filter((event) => event.externalId === externalId);
		const [first, last] = [own[0]?.atMs ?? 0, own.at(-1)?.atMs ?? 0];
		return this.events
			.filter((event) => event.externalId === externalId || (event.externalId === null && event.atMs >= first && event.atMs <= last))
			.map(({ atMs, what }) => `${(atMs / 1000).toFixed(1).padStart(8)} s  ${what}`);
	}
}
