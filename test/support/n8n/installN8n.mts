import { existsSync, readFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { installMissing } from '../debianPackages.mts';
import { cacheFolder } from './cacheFolder.mts';
import { madeOnce, type Say } from './madeOnce.mts';
import { nodeForN8n } from './nodeForN8n.mts';
import { repositoryRoot } from './repositoryRoot.mts';
import { runCommand } from './runCommand.mts';

export interface N8nRuntime {
	version: string;
	/** The folder that holds node_modules/n8n. */
	folder: string;
	nodeBinary: string;
	n8nBinary: string;
}

/**
 * Installs the n8n pinned in runtime/package.json, once per machine, into the cache (2.6 GB, about 3 minutes), with
 * the Node it needs. Returns at once when it is there already.
 */
export async function installN8n({ say = () => {} }: { say?: Say } = {}): Promise<N8nRuntime> {
	const version = pinnedVersion();
	const folder = join(cacheFolder(), `n8n-${version}`);
	await madeOnce(folder, { isComplete: () => isComplete(folder, version), build: (aside) => build(aside, version, say), say });
	const home = await nodeForN8n(folder, say);
	return { version, folder, nodeBinary: join(home, 'bin/node'), n8nBinary: join(folder, 'node_modules/n8n/bin/n8n') };
}

const recipeFolder = (): string => join(repositoryRoot(), 'test/support/n8n/runtime');

function pinnedVersion(): string {
	const recipe = JSON.parse(readFileSync(join(recipeFolder(), 'package.json'), 'utf8')) as { dependencies: { n8n: string } };
	return recipe.dependencies.n8n;
}

/** SQLite is compiled last, so its binary says that all before it is there. */
function isComplete(folder: string, version: string): boolean {
	const manifest = join(folder, 'node_modules/n8n/package.json');
	if (!existsSync(manifest) || !existsSync(join(folder, 'node_modules/sqlite3/build/Release/node_sqlite3.node'))) return false;
	return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version === version;
}

async function build(folder: string, version: string, say: Say): Promise<void> {
	await installMissing({ python3: 'python3', make: 'build-essential', 'g++': 'build-essential' }, say);
	const home = await nodeForN8n(folder, say);
	const env = { ...process.env, PATH: [join(home, 'bin'), process.env.PATH].join(delimiter) };
	for (const file of ['package.json', 'package-lock.json']) await copyFile(join(recipeFolder(), file), join(folder, file));
	// Install scripts stay off: kafka, oracledb and others would download and compile, and n8n starts without them.
	await runCommand('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: folder,
		env,
		say,
		title: `Installing n8n ${version} into ${cacheFolder()} (once per machine, about 2 minutes)`,
	});
	// SQLite is the one native module that has to be built; the headers of the Node above save a download.
	await runCommand('npx', ['--no-install', 'node-gyp', 'rebuild', `--nodedir=${home}`], {
		cwd: join(folder, 'node_modules/sqlite3'),
		env,
		say,
		title: 'Compiling SQLite for n8n (about 90 seconds; needs python3, make and a C++ compiler)',
	});
}
