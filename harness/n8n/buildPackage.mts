import { existsSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Say } from './madeOnce.mts';
import { repositoryRoot } from './repositoryRoot.mts';
import { runCommand } from './runCommand.mts';

const sources = ['core', 'credentials', 'nodes', 'icons', 'scripts', 'gulpfile.js', 'package.json'];

/** Runs `npm run build` when dist/ is missing or a source file is newer than everything in it. */
export async function buildWhenStale({ say = () => {} }: { say?: Say } = {}): Promise<void> {
	const root = repositoryRoot();
	const builtMs = await newestMs(join(root, 'dist'));
	const changedMs = Math.max(
		...(await Promise.all(sources.map((name) => newestMs(join(root, name))))),
	);
	if (builtMs > changedMs) return;
	await runCommand('npm', ['run', 'build'], { cwd: root, say, title: 'Building the package' });
}

/** When the newest file at or below a path was written, in milliseconds; 0 when there is none. */
async function newestMs(path: string): Promise<number> {
	if (!existsSync(path)) return 0;
	if (!statSync(path).isDirectory()) return statSync(path).mtimeMs;
	const entries = await readdir(path, { withFileTypes: true, recursive: true });
	return Math.max(
		0,
		...entries
			.filter((entry) => entry.isFile())
			.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
	);
}
