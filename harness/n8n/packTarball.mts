import { mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from './repositoryRoot.mts';
import { runCommand } from './runCommand.mts';

export interface Tarball {
	path: string;
	/** Paths inside the package, sorted. */
	files: string[];
	/** Packed, in bytes. */
	size: number;
}

/** What `npm publish` would upload, packed from the dist/ that is there, into a new folder for temporary files. */
export async function packTarball(root = repositoryRoot()): Promise<Tarball> {
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-pack-'));
	const report = await runCommand(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		{ cwd: root },
	);
	const [packed] = JSON.parse(report) as Array<{
		filename: string;
		size: number;
		files: Array<{ path: string }>;
	}>;
	if (!packed) throw new Error(`npm pack reported no tarball: ${report}`);
	return {
		path: join(folder, packed.filename),
		size: packed.size,
		files: packed.files.map(({ path }) => path).sort(),
	};
}

/** The package as n8n installs it, in a new folder, where `n8n-workflow` is found. */
export async function unpackTarball({ path }: Tarball): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-unpacked-'));
	await runCommand('tar', ['-xzf', path, '--strip-components=1'], { cwd: folder });
	await symlink(join(repositoryRoot(), 'node_modules'), join(folder, 'node_modules'));
	return folder;
}
