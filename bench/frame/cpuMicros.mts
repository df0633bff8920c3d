const atLeastMicros = 20_000;

/** CPU time of one call in µs, over as many as take 20 ms or more: on a busy machine the clock would tell of the others. */
export function cpuMicros(work: () => unknown): number {
	const before = process.cpuUsage();
	for (let calls = 0, batch = 1; ; batch *= 2) {
		for (let call = 0; call < batch; call += 1) work();
		calls += batch;
		const { user, system } = process.cpuUsage(before);
		if (user + system >= atLeastMicros) return (user + system) / calls;
	}
}
