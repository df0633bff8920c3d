/** Numbers that look random and are the same for the same seed (mulberry32). */
export function randomNumbers(seed: number) {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	return {
		/** From 0 up to, not including, 1. */
		next,
		/** A whole number from 0 up to, not including, `limit`. */
		below: (limit: number) => Math.floor(next() * limit),
	};
}
