import { interleave } from './interleave.mts';

const warmUpMicros = 200_000;
const roundMicros = 50_000;

/** CPU time of this process so far, its collector's and compiler's threads included: on a busy machine the clock would tell of the others. */
const cpu = (): number => {
	const { user, system } = process.cpuUsage();
	return user + system;
};

/** What the clock says; for rates. */
export const clock = (): number => performance.now() * 1000;

/** The time of one call of each contender in µs, a figure a round, after all have run long enough to be compiled. */
export async function callRounds<Name extends string>(
	rounds: number,
	contenders: Record<Name, () => unknown>,
	readMicros = cpu,
): Promise<Record<Name, number[]>> {
	const works = Object.entries(contenders) as Array<[Name, () => unknown]>;
	for (const [, work] of works) microsEach(work, warmUpMicros, readMicros);
	const timed = works.map(([name, work]) => [
		name,
		() => microsEach(work, roundMicros, readMicros),
	]);
	return await interleave(rounds, Object.fromEntries(timed) as Record<Name, () => number>);
}

/** Over as many calls as take so long. */
function microsEach(work: () => unknown, atLeastMicros: number, readMicros: () => number): number {
	const before = readMicros();
	for (let calls = 0, batch = 1; ; batch *= 2) {
		for (let call = 0; call < batch; call += 1) work();
		calls += batch;
		const taken = readMicros() - before;
		if (taken >= atLeastMicros) return taken / calls;
	}
}
