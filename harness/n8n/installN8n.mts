import { existsSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { installMissing } from '../debianPackages.mts';
import { cacheFolder } from './cacheFolder.mts';
import { madeOnce, type Say } from './madeOnce.mts';
import { nodeForN8n } from './nodeForN8n.mts';
import { repositoryRoot } from './repositoryRoot.mts';
import { runCommand } from './runCommand.mts';

/** The n8n that everything is tested with, or the oldest one that the package says it runs on. */
export type Edition = 'current' | 'oldest';

/** Where each is pinned, and the Node it is run with. */
const editions: Record<Edition, { recipe: string; nodeVersion: string }> = {
	current: { recipe: 'harness/n8n/runtime', nodeVersion: '24.21.0' },
	oldest: { recipe: 'harness/n8n/runtime/oldest', nodeVersion: '22.23.3' },
};

export interface N8nRuntime {
	version: string;
	/** The folder that holds node_modules/n8n. */
	folder: string;
	nodeBinary: string;
	n8nBinary: string;
}

/**
 * Installs an edition of n8n, once per machine, into the cache (2.8 GB, about 3 minutes), with the Node it needs.
 * Returns at once when it is there already.
 */
export async function installN8n({
	edition = 'current',
	say = () => {},
}: { edition?: Edition; say?: Say } = {}): Promise<N8nRuntime> {
	const { recipe, nodeVersion } = editions[edition];
	const version = pinnedVersion(recipe);
	const folder = join(cacheFolder(), `n8n-${version}`);
	await madeOnce(folder, {
		isComplete: () => isComplete(folder, version),
		build: (aside) => build(aside, edition, version, say),
		say,
	});
	const home = await nodeForN8n(folder, nodeVersion, say);
	return {
		version,
		folder,
		nodeBinary: join(home, 'bin/node'),
		n8nBinary: join(folder, 'node_modules/n8n/bin/n8n'),
	};
}

function pinnedVersion(recipe: string): string {
	const { dependencies } = JSON.parse(
		readFileSync(join(repositoryRoot(), recipe, 'package.json'), 'utf8'),
	) as { dependencies: { n8n: string } };
	return dependencies.n8n;
}

/** SQLite is compiled last, so its binary says that all before it is there. */
function isComplete(folder: string, version: string): boolean {
	return (
		existsSync(join(folder, sqliteBinary)) &&
		versionIn(join(folder, 'node_modules/n8n')) === version
	);
}

const sqliteBinary = 'node_modules/sqlite3/build/Release/node_sqlite3.node';

function versionIn(folder: string): string | undefined {
	const manifest = join(folder, 'package.json');
	return existsSync(manifest)
		? (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
		: undefined;
}

async function build(folder: string, edition: Edition, version: string, say: Say): Promise<void> {
	const { recipe, nodeVersion } = editions[edition];
	const home = await nodeForN8n(folder, nodeVersion, say);
	const env = { ...process.env, PATH: [join(home, 'bin'), process.env.PATH].join(delimiter) };
	await copyFiles(join(repositoryRoot(), recipe), folder);
	// Install scripts stay off: kafka, oracledb and others would download and compile, and n8n starts without them.
	await runCommand('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
		cwd: folder,
		env,
		say,
		title: `Installing n8n ${version} into ${cacheFolder()} (once per machine, about 2 minutes)`,
	});
	const compiled = await sqliteCompiledBefore(folder);
	if (compiled === undefined) await compileSqlite(folder, home, env, say);
	else {
		await mkdir(join(folder, dirname(sqliteBinary)), { recursive: true });
		await copyFile(compiled, join(folder, sqliteBinary));
	}
}

/** package.json, its lock file and, where npm needs one, .npmrc. */
async function copyFiles(from: string, to: string): Promise<void> {
	const files = (await readdir(from, { withFileTypes: true })).filter((entry) => entry.isFile());
	await Promise.all(files.map(({ name }) => copyFile(join(from, name), join(to, name))));
}

/** SQLite's module speaks Node-API: what was compiled for one n8n serves another one with the same version of it, whatever Node runs it. */
async function sqliteCompiledBefore(folder: string): Promise<string | undefined> {
	const version = versionIn(join(folder, 'node_modules/sqlite3'));
	const others = (await readdir(cacheFolder()))
		.filter((name) => /^n8n-[\d.]+$/.test(name))
		.map((name) => join(cacheFolder(), name));
	const same = others.find(
		(other) =>
			existsSync(join(other, sqliteBinary)) &&
			versionIn(join(other, 'node_modules/sqlite3')) === version,
	);
	return same && join(same, sqliteBinary);
}

/** SQLite is the one native module that has to be built; the headers of the Node at hand save a download. */
async function compileSqlite(
	folder: string,
	home: string,
	env: NodeJS.ProcessEnv,
	say: Say,
): Promise<void> {
	await installMissing(
		{ python3: 'python3', make: 'build-essential', 'g++': 'build-essential' },
		say,
	);
	await runCommand('npx', ['--no-install', 'node-gyp', 'rebuild', `--nodedir=${home}`], {
		cwd: join(folder, 'node_modules/sqlite3'),
		env,
		say,
		title: 'Compiling SQLite for n8n (about 90 seconds; needs python3, make and a C++ compiler)',
	});
}
