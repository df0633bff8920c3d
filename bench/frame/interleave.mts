/**
 * Measures each contender once a round, A B C then C B A, so that noise and warming up hit all alike. The results stand
 * in the order of the rounds.
 */
export async function interleave<Name extends string, Result>(
	rounds: number,
	contenders: Record<Name, () => Result | Promise<Result>>,
): Promise<Record<Name, Result[]>> {
	const names = Object.keys(contenders) as Name[];
	const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
		Name,
		Result[]
	>;
	for (let round = 0; round < rounds; round++) {
		for (const name of round % 2 === 0 ? names : [...names].reverse())
			results[name].push(await contenders[name]());
	}
	return results;
}
