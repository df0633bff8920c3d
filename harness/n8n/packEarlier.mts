import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packTarball, type Tarball } from './packTarball.mts';
import { repositoryRoot } from './repositoryRoot.mts';
import { runCommand } from './runCommand.mts';

/** The package as it was so many commits to its source ago; undefined where the repository's history does not reach that far. */
export async function packEarlier(
	commits: number,
): Promise<(Tarball & { commit: string }) | undefined> {
	const root = repositoryRoot();
	const commit = await commitAgo(root, commits);
	if (commit === undefined) return undefined;
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-earlier-'));
	try {
		const archive = join(folder, 'source.tar');
		await runCommand('git', ['archive', '--output', archive, commit], { cwd: root });
		await runCommand('tar', ['-xf', archive], { cwd: folder });
		await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
		await runCommand('npm', ['run', 'build'], { cwd: folder });
		return { ...(await packTarball(folder)), commit: commit.slice(0, 7) };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function commitAgo(root: string, commits: number): Promise<string | undefined> {
	const ask = ['rev-list', '--max-count=1', `--skip=${commits}`, 'HEAD', '--', 'core', 'nodes'];
	// Outside a clone git ends with an error.
	const answer = await runCommand('git', ask, { cwd: root }).catch(() => '');
	return answer.trim() || undefined;
}
