import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { withLock } from './lockFolder.mts';

/** What long steps tell the user, one line at a time. */
export type Say = (line: string) => void;

interface Recipe {
	/** Whether the folder under its final name is whole. */
	isComplete: () => boolean;
	/** Fills a new, empty folder. */
	build: (folder: string) => Promise<void>;
	say: Say;
}

/** Makes a folder once per machine: built aside and renamed into place when whole, so that a try that was cut short leaves nothing that looks finished. */
export async function madeOnce(folder: string, { isComplete, build, say }: Recipe): Promise<void> {
	if (isComplete()) return;
	await mkdir(dirname(folder), { recursive: true });
	const wait = () => say(`Waiting for another process that is making ${folder}`);
	await withLock(
		`${folder}.lock`,
		async () => {
			if (isComplete()) return;
			// A name of its own, because a command of a killed try may still be writing into that try's folder.
			const aside = await mkdtemp(`${folder}.partial-`);
			await build(aside);
			await rm(folder, { recursive: true, force: true });
			await rename(aside, folder);
			await removeOlderTries(folder);
		},
		wait,
	);
}

async function removeOlderTries(folder: string): Promise<void> {
	const names = (await readdir(dirname(folder))).filter((name) =>
		name.startsWith(`${basename(folder)}.partial-`),
	);
	await Promise.all(
		names.map((name) =>
			rm(join(dirname(folder), name), { recursive: true, force: true, maxRetries: 3 }),
		),
	);
}
