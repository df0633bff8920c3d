/** Splits items so that no order stands twice in one part, and repeats come after the first. */
export function inWaves<Item extends { externalId: string }>(items: readonly Item[]): Item[][] {
	const waves: Item[][] = [];
	const times = new Map<string, number>();
	for (const item of items) {
		const before = times.get(item.externalId) ?? 0;
		times.set(item.externalId, before + 1);
		const wave = (waves[before] ??= []);
		wave.push(item);
	}
	return waves;
}
