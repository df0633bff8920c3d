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

/** How long n8n took to start on this machine, in milliseconds; the set-up of the tests writes it. */
export const startTimeVariable = 'N8N_NODES_APICBASE_START_MS';

/** n8n's start on the machine that the limits were chosen on. */
const usualStartMs = 5_000;

/** A limit for this machine, in whole milliseconds: longer where n8n's start took longer than usual. */
export const scaled = (limitMs: number): number =>
	Math.ceil(
		limitMs *
			Math.min(
				5,
				Math.max(1, Number(process.env[startTimeVariable] ?? usualStartMs) / usualStartMs),
			),
	);

/** Asks again every `everyMs` until the answer is not undefined; undefined when `forMs`, scaled to this machine, have passed without one. */
export async function until<T>(
	ask: () => T | undefined | Promise<T | undefined>,
	forMs: number,
	everyMs = 100,
): Promise<T | undefined> {
	const deadline = Date.now() + scaled(forMs);
	for (;;) {
		const answer = await ask();
		if (answer !== undefined || Date.now() > deadline) return answer;
		await pause(everyMs);
	}
}
