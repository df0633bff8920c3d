/** An order as the model of Apicbase knows it; all times in epoch ms. */
export interface ModelOrder {
	id: string;
	orderedOnMs: number;
	visibleFromMs: number;
	/** Out of the list from, to: marked as delivered and put back, say. */
	hidden?: { fromMs: number; toMs: number };
}

/** The supplier's list as the sandbox keeps it: newest first, `ordered_on__gt`, DRF pages, 404 past the end. */
export class ModelServer {
	readonly orders: ModelOrder[] = [];
	requests = 0;

	constructor(
		private readonly maximumPageSize: number,
		private readonly next: 'url' | 'integer' | 'null' = 'url',
	) {}

	page(
		number: number,
		afterMs: number | null,
		nowMs: number,
	): { results: unknown[]; count: number; next: unknown } | undefined {
		this.requests += 1;
		const listed = this.orders
			.filter(
				({ visibleFromMs, hidden }) =>
					visibleFromMs <= nowMs && !(hidden && hidden.fromMs <= nowMs && nowMs < hidden.toMs),
			)
			.filter(({ orderedOnMs }) => afterMs === null || orderedOnMs > afterMs)
			.sort((one, other) => other.orderedOnMs - one.orderedOnMs || (one.id < other.id ? 1 : -1));
		const last = Math.max(1, Math.ceil(listed.length / this.maximumPageSize));
		if (number > last) return undefined;
		const results = listed
			.slice((number - 1) * this.maximumPageSize, number * this.maximumPageSize)
			.map(wire);
		const link = this.next === 'url' ? `https://elsewhere.example/?page=${number + 1}` : number + 1;
		return {
			results,
			count: listed.length,
			next: number < last && this.next !== 'null' ? link : null,
		};
	}
}

const wire = ({ id, orderedOnMs }: ModelOrder) => ({
	id,
	order_number: `PO-${id}`,
	status: 'ORDERED',
	ordered_on: new Date(orderedOnMs).toISOString(),
	packages: [{ quantity_ordered: 1 }],
});
