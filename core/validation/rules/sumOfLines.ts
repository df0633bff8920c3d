import { add, zero, type Amount } from '../../amount';
import type { CheckedLine } from './rule';

/** What the lines' totals add up to; `undefined` when one of them is missing or unreadable. */
export function sumOfLines(lines: readonly CheckedLine[]): Amount | undefined {
	let sum: Amount = zero;
	for (const { total } of lines) {
		if (total?.value === undefined) return undefined;
		sum = add(sum, total.value);
	}
	return sum;
}
