export function median(values: readonly number[]): number {
	return percentile(values, 50);
}

/** The value that `percent` of the values do not exceed, interpolated between neighbours. */
export function percentile(values: readonly number[], percent: number): number {
	if (values.length === 0) throw new Error('There is no percentile of nothing.');
	const sorted = [...values].sort((a, b) => a - b);
	const at = (percent / 100) * (sorted.length - 1);
	const below = sorted[Math.floor(at)]!;
	const above = sorted[Math.ceil(at)]!;
	return below + (above - below) * (at - Math.floor(at));
}

/** Half the distance between the extremes, in percent of the median. */
export function spreadPercent(values: readonly number[]): number {
	const middle = median(values);
	return middle === 0
		? 0
		: ((Math.max(...values) - Math.min(...values)) / 2 / Math.abs(middle)) * 100;
}
