import { interleave } from './interleave.mts';

const warmUpMicros = 400_000;
const roundMicros = 50_000;

/** CPU time of one call of each contender in µs, a figure a round, after both have run long enough to be compiled. */
export async function cpuRounds<Name extends string>(rounds: number, contenders: Record<Name, () => unknown>): Promise<Record<Name, number[]>> {
	const works = Object.entries(contenders) as Array<[Name, () => unknown]>;
	for (const [, work] of works) cpuMicros(work, warmUpMicros);
	const timed = works.map(([name, work]) => [name, () => cpuMicros(work, roundMicros)]);
	return await interleave(rounds, Object.fromEntries(timed) as Record<Name, () => number>);
}

/** Over as many calls as take so long: on a busy machine the clock would tell of the others. */
function cpuMicros(work: () => unknown, atLeastMicros: number): number {
	const before = process.cpuUsage();
	for (let calls = 0, batch = 1; ; batch *= 2) {
		for (let call = 0; call < batch; call += 1) work();
		calls += batch;
		const { user, system } = process.cpuUsage(before);
		if (user + system >= atLeastMicros) return (user + system) / calls;
	}
}
