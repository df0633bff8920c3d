import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './runCommand.mts';

type Manifest = Record<string, unknown> & {
	name: string;
	version: string;
	dependencies?: Record<string, string>;
};

/**
 * Puts a packed package where n8n's "Install a community node" puts it, in the same steps
 * (n8n/dist/modules/community-packages/community-packages.service.js, downloadPackage): unpack, drop what only
 * developers need from package.json, enter it in the ledger. Its `npm install` is left out, because a package
 * without dependencies makes it a no-op; one with dependencies is refused here.
 */
export async function installPackage(userFolder: string, tarball: string): Promise<string> {
	const downloads = join(userFolder, '.n8n/nodes');
	const manifest = await manifestIn(tarball);
	if (Object.keys(manifest.dependencies ?? {}).length > 0) {
		throw new Error(
			`${manifest.name} has dependencies, and a test installs nothing from the network.`,
		);
	}
	const folder = join(downloads, 'node_modules', manifest.name);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await runCommand('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], {
		cwd: downloads,
	});
	const developersOnly = new Set(['devDependencies', 'peerDependencies', 'optionalDependencies']);
	const kept = Object.fromEntries(
		Object.entries(manifest).filter(([key]) => !developersOnly.has(key)),
	);
	await writeFile(join(folder, 'package.json'), JSON.stringify(kept, null, 2));
	await enterInLedger(join(downloads, 'package.json'), manifest);
	return folder;
}

async function manifestIn(tarball: string): Promise<Manifest> {
	return JSON.parse(
		await runCommand('tar', ['-xzOf', tarball, 'package/package.json'], { cwd: '/' }),
	) as Manifest;
}

async function enterInLedger(path: string, { name, version }: Manifest): Promise<void> {
	const ledger = await readLedger(path);
	ledger.dependencies[name] = version;
	await writeFile(path, JSON.stringify(ledger, null, 2));
}

async function readLedger(path: string): Promise<{ dependencies: Record<string, string> }> {
	try {
		return JSON.parse(await readFile(path, 'utf8')) as { dependencies: Record<string, string> };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		return { ...{ name: 'installed-nodes', private: true }, dependencies: {} };
	}
}
