import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packTarball, type Tarball } from './packTarball.mts';
import { repositoryRoot } from './repositoryRoot.mts';

/** The package as it is, packed under another version. */
export async function packVersion(version: string): Promise<Tarball> {
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-version-'));
	await Promise.all(
		['dist', 'README.md', 'LICENSE'].map((name) =>
			cp(join(repositoryRoot(), name), join(folder, name), { recursive: true }),
		),
	);
	const manifest = JSON.parse(
		await readFile(join(repositoryRoot(), 'package.json'), 'utf8'),
	) as Record<string, unknown>;
	await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, version }));
	return await packTarball(folder).finally(() => rm(folder, { recursive: true, force: true }));
}
