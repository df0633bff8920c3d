import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cacheFolder } from './cacheFolder.mts';
import type { N8nRuntime } from './installN8n.mts';
import { madeOnce, type Say } from './madeOnce.mts';
import { fixedEnvironment } from './n8nEnvironment.mts';
import { launchN8n } from './n8nProcess.mts';
import { owner, Session } from './session.mts';

const marker = 'n8n.log';

/** Fills a new user folder with a migrated database whose owner is set up, which saves four of the eight seconds of a first start. */
export async function fillUserFolder(
	userFolder: string,
	runtime: N8nRuntime,
	say: Say,
): Promise<void> {
	const template = join(cacheFolder(), `user-folder-${runtime.version}-${fingerprint()}`);
	await madeOnce(template, {
		isComplete: () => existsSync(join(template, marker)),
		build: (aside) => migrate(aside, runtime, say),
		say,
	});
	await cp(template, userFolder, { recursive: true, filter: (path) => basename(path) !== marker });
}

/** Another owner, key or set of n8n modules makes another template. */
const fingerprint = (): string =>
	createHash('sha256')
		.update(JSON.stringify([fixedEnvironment, owner]))
		.digest('hex')
		.slice(0, 12);

async function migrate(folder: string, runtime: N8nRuntime, say: Say): Promise<void> {
	say('Preparing an empty n8n database (once per machine, about 10 seconds)');
	const n8n = await launchN8n({ runtime, userFolder: folder, logFile: join(folder, marker) });
	try {
		await new Session(n8n.url).setUpOwner();
	} finally {
		await n8n.stop();
	}
	// What n8n generates at each start anyway, and what ties the folder to the process that just ended.
	for (const leftover of ['.cache', '.n8n/crash.journal', '.n8n/nodes'])
		await rm(join(folder, leftover), { recursive: true, force: true });
}
