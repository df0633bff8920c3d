import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
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
export async function madeOnce(folder: string, { isComplete, build, say }: Recipe): Promise<string> {
	if (isComplete()) return folder;
	await mkdir(dirname(folder), { recursive: true });
	const wait = () => say(`Waiting for another process that is making ${folder}`);
	return await withLock(
		`${folder}.lock`,
		async () => {
			if (isComplete()) return folder;
			const aside = `${folder}.partial`;
			await rm(aside, { recursive: true, force: true });
			await mkdir(aside);
			await build(aside);
			await rm(folder, { recursive: true, force: true });
			await rename(aside, folder);
			return folder;
		},
		wait,
	);
}
