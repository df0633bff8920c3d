/** One thing that happened to an order, or to everything. */
interface Event {
	atMs: number;
	/** Null when it concerns every order. */
	externalId: string | null;
	what: string;
	/** One of many small faults, of which only the number is told. */
	isSmall: boolean;
}

/** What happened, in the order it happened. */
export class History {
	private readonly events: Event[] = [];

	private readonly startedAtMs = Date.now();

	/** Something that happened to one order or, like a kill, to all of them. */
	note(externalId: string | null, what: string): void {
		this.add({ externalId, what, isSmall: false });
	}

	/** A fault of a moment, such as an answer that was lost. */
	noteSmall(what: string): void {
		this.add({ externalId: null, what, isSmall: true });
	}

	private add(event: Omit<Event, 'atMs'>): void {
		this.events.push({ atMs: Date.now() - this.startedAtMs, ...event });
	}

	/** The life of one order, with the kills in between: a line for each, however often in a row, and one for all small faults. */
	of(externalId: string): string[] {
		const isOwn = (event: Event) => event.externalId === externalId;
		const [first, last] = [this.events.findIndex(isOwn), this.events.findLastIndex(isOwn)];
		const life = this.events.slice(Math.max(0, first), last + 1);
		const told = life.filter(
			(event) => isOwn(event) || (event.externalId === null && !event.isSmall),
		);
		const rows: Array<{ what: string; times: Event[] }> = [];
		for (const event of told) {
			const latest = rows.at(-1);
			if (latest?.what === event.what) latest.times.push(event);
			else rows.push({ what: event.what, times: [event] });
		}
		const lines = rows.map(({ what, times }) => {
			const more =
				times.length > 1 ? ` (${times.length} times, until ${seconds(times.at(-1)!)} s)` : '';
			return `${seconds(times[0]!).padStart(8)} s  ${what}${more}`;
		});
		const faults = life.filter(({ isSmall }) => isSmall).map(({ what }) => what);
		const counted = [...new Set(faults)].map(
			(what) => `${what} × ${faults.filter((fault) => fault === what).length}`,
		);
		return [...lines, `          meanwhile: ${counted.join(', ') || 'nothing else'}`];
	}
}

const seconds = ({ atMs }: Event): string => (atMs / 1000).toFixed(1);
