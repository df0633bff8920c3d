import type { LineInput, OrderInput } from './purchaseOrder.mts';
import { ARTICLES, CUSTOMERS } from '../seed/catalogue.mts';

const REMARKS = [null, null, "Livrer à l'arrière", 'Ring twice – 🍋', null] as const;

/** The same orders for the same count and seed, as customers of the small wholesaler would place them. */
export function generateOrders(count: number, seed = 1): OrderInput[] {
	const pick = picker(seed);
	return Array.from({ length: count }, () => ({
		customerNumber: pick(CUSTOMERS).customerNumber,
		remarks: pick(REMARKS),
		lines: someLines(pick),
	}));
}

type Pick = <T>(choices: readonly T[]) => T;

function someLines(pick: Pick): LineInput[] {
	const orderable = ARTICLES.filter((article) => article.orderable);
	const chosen = new Set(
		Array.from({ length: pick([1, 2, 3, 4]) }, () => pick(orderable).articleNumber),
	);
	return [...chosen].map((articleNumber) => ({ articleNumber, quantity: pick([1, 2, 3, 6, 12]) }));
}

/** Draws with the "mulberry32" generator: small, and the same on every machine. */
function picker(seed: number): Pick {
	let held = seed >>> 0;
	return (choices) => {
		held = (held + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(held ^ (held >>> 15), held | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		const fraction = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
		const drawn = choices[Math.floor(fraction * choices.length)];
		if (drawn === undefined) throw new RangeError('Nothing to choose from');
		return drawn;
	};
}
