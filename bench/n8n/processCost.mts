import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Linux counts a process's time in hundredths of a second. */
const ticksPerSecond = 100;

/** CPU time a process has used so far, in milliseconds, its threads included and its children not (Linux). */
export function cpuMs(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	// The second field is the program's name in brackets, which may hold blanks; user and system time are fields 14 and 15.
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000;
}

/** Resolves when a process has done next to nothing for 300 ms, which is when n8n has ended all runs; waits 30 seconds at most. */
export async function untilIdle(pid: number): Promise<void> {
	let quietTurns = 0;
	for (let turn = 0; turn < 300 && quietTurns < 3; turn++) {
		const before = cpuMs(pid);
		await pause(100);
		quietTurns = cpuMs(pid) - before <= 10 ? quietTurns + 1 : 0;
	}
}
