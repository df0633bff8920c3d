import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from './processes.mts';

const taken = new Set(['ENOTEMPTY', 'EEXIST']);

/**
 * Runs `work` while no other process on this machine runs work under the same lock folder. The folder is made
 * complete beside its place and renamed into it, which fails as long as another one stands there. It names its
 * owner's process id, so that a lock left behind by a killed process is taken over.
 */
export async function withLock<T>(
	lock: string,
	work: () => Promise<T>,
	onWait: () => void,
): Promise<T> {
	const token = randomUUID();
	await mkdir(`${lock}.${token}/${process.pid}.${token}`, { recursive: true });
	let told = false;
	while (!(await moves(`${lock}.${token}`, lock))) {
		if (!told) onWait();
		told = true;
		await clearAbandoned(lock);
		await pause(250);
	}
	try {
		return await work();
	} finally {
		await rm(lock, { recursive: true, force: true });
	}
}

async function moves(from: string, to: string): Promise<boolean> {
	try {
		await rename(from, to);
		return true;
	} catch (error) {
		if (taken.has((error as NodeJS.ErrnoException).code ?? '')) return false;
		throw error;
	}
}

/** Moves a dead owner's lock to a name of its own, which stays: a second process that saw the same owner cannot move the next one's lock there. */
async function clearAbandoned(lock: string): Promise<void> {
	const [owner] = await namesIn(lock);
	if (owner === undefined) return;
	const [pid, token] = owner.split('.');
	if (isAlive(Number(pid))) return;
	try {
		await moves(lock, `${lock}.abandoned-${token}`);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
}

async function namesIn(folder: string): Promise<string[]> {
	try {
		return await readdir(folder);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}
