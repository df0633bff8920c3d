import { setTimeout as pause } from 'node:timers/promises';

/** Whether a process with this id is there; one that belongs to somebody else (EPERM) is there too. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** Sends a signal to a process, or with a negative id to its group; one that is gone already is fine. */
export function signal(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

/** Asks again every `everyMs` until the answer is not undefined; undefined when `forMs` have passed without one. */
export async function until<T>(
	ask: () => T | undefined | Promise<T | undefined>,
	forMs: number,
	everyMs = 100,
): Promise<T | undefined> {
	const deadline = Date.now() + forMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined || Date.now() > deadline) return answer;
		await pause(everyMs);
	}
}
