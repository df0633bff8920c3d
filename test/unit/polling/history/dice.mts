import { randomNumbers } from '../../../../harness/randomNumbers.mts';

/** What falls out at random in a history; the same for the same seed. */
export function aDice(seed: number) {
	const { next, below } = randomNumbers(seed);
	return {
		next,
		below,
		chance: (probability: number): boolean => next() < probability,
		pick: <T,>(choices: readonly T[]): T => choices[below(choices.length)]!,
	};
}

export type Dice = ReturnType<typeof aDice>;
