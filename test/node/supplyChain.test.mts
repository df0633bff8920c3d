import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packTarball } from '../../harness/n8n/packTarball.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { runCommand } from '../../harness/n8n/runCommand.mts';

interface Manifest {
	scripts: Record<string, string>;
	peerDependencies: Record<string, string>;
	devDependencies: Record<string, string>;
	[field: string]: unknown;
}
interface Locked {
	version: string;
	resolved?: string;
	integrity?: string;
}

const readJson = <T,>(path: string) =>
	JSON.parse(readFileSync(join(repositoryRoot(), path), 'utf8')) as T;
const manifest = readJson<Manifest>('package.json');

/** https://docs.npmjs.com/cli/v11/using-npm/scripts#life-cycle-scripts, what runs without being asked for by name. */
const lifecycle = [
	'preinstall',
	'install',
	'postinstall',
	'preprepare',
	'prepare',
	'postprepare',
	'prepack',
	'postpack',
	'prepublish',
	'prepublishOnly',
	'publish',
	'postpublish',
	'dependencies',
];

it('has no runtime dependencies and runs nothing when it is installed', () => {
	expect(
		Object.keys(manifest)
			.filter((field) => /dependencies$/i.test(field))
			.sort(),
	).toEqual(['devDependencies', 'peerDependencies']);
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	expect(Object.keys(manifest.scripts).filter((name) => lifecycle.includes(name))).toEqual([
		'prepublishOnly',
	]);
});

it('locks every development dependency with its hash', () => {
	expect(
		Object.entries(manifest.devDependencies).filter(
			([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
		),
	).toEqual([]);
	for (const path of ['package-lock.json', 'harness/n8n/runtime/package-lock.json']) {
		const { packages } = readJson<{ packages: Record<string, Locked> }>(path);
		// The first entry, without a name, is the project itself.
		const unlocked = Object.entries(packages)
			.slice(1)
			.filter(([, { resolved, integrity }]) => {
				return (
					!integrity?.startsWith('sha512-') ||
					(resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'))
				);
			});
		expect({ path, unlocked: unlocked.map(([name]) => name) }).toEqual({ path, unlocked: [] });
	}
});

it('lets no dependency run anything when it is installed', () => {
	expect(readFileSync(join(repositoryRoot(), '.npmrc'), 'utf8').split('\n')).toContain(
		'ignore-scripts=true',
	);
});

it('comes out the same, byte for byte, when it is built again', async () => {
	const [first, second] = [await buildElsewhere(), await buildElsewhere()];
	expect(second).toBe(first);
}, 120_000);

/** Builds and packs a copy of the sources in a folder of its own; returns the tarball's SHA-512. */
async function buildElsewhere(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-build-'));
	const sources = [
		'core',
		'credentials',
		'nodes',
		'icons',
		'scripts',
		'gulpfile.js',
		'package.json',
		'tsconfig.json',
		'README.md',
		'LICENSE',
	];
	for (const name of sources)
		await cp(join(repositoryRoot(), name), join(folder, name), { recursive: true });
	await symlink(join(repositoryRoot(), 'node_modules'), join(folder, 'node_modules'));
	await runCommand('npm', ['run', 'build'], { cwd: folder });
	const tarball = await packTarball(folder);
	const digest = createHash('sha512').update(readFileSync(tarball.path)).digest('hex');
	await Promise.all(
		[folder, dirname(tarball.path)].map((path) => rm(path, { recursive: true, force: true })),
	);
	return digest;
}
