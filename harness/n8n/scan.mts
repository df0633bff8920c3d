import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from './repositoryRoot.mts';
import { runCommand } from './runCommand.mts';

/** What n8n's scanner says: `{ passed: true }`, or the violations in `details`. */
export interface Verdict {
	passed: boolean;
	message?: string;
	details?: string;
}

/** The scanner's first leg: the sources a published package is attested to be built from. */
export const scanSource = (root = repositoryRoot()): Promise<Verdict> => scan(root, 'source');

/** The scanner's second leg: every file in the packed package that runs. */
export async function scanTarball(tarball: string): Promise<Verdict> {
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-scan-'));
	try {
		await runCommand('tar', ['-xzf', tarball, '--strip-components=1'], { cwd: folder });
		return await scan(folder, 'tarball');
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function scan(folder: string, leg: 'source' | 'tarball'): Promise<Verdict> {
	const script = join(repositoryRoot(), 'harness/n8n/scanPackage.mts');
	// Under jest's NODE_ENV=test the lint plugin takes every file for its own fixture.
	const env = { ...process.env, NODE_ENV: 'production' };
	return JSON.parse(
		await runCommand('npx', ['--no-install', 'tsx', script, folder, leg], {
			cwd: repositoryRoot(),
			env,
		}),
	) as Verdict;
}
