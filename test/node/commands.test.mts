import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { runCommand } from '../../harness/n8n/runCommand.mts';
import { runUntilPrinted } from '../../harness/runUntilPrinted.mts';

/** npm, npx, tsx and jest start one after the other. */
jest.setTimeout(60_000);

const root = repositoryRoot();
const read = (file: string) => readFileSync(join(root, file), 'utf8');

it('npm run sandbox prints its address, serves the page there, and ends with Ctrl+C', async () => {
	const sandbox = await runUntilPrinted('npm', ['run', 'sandbox'], 'Stop it with Ctrl+C');
	const [, address = ''] = /The customer's page +(\S+)/.exec(sandbox.printed) ?? [];
	expect(await (await fetch(address)).text()).toContain('<title>Apicbase Sandbox</title>');
	await sandbox.interrupt();
	await expect(fetch(address)).rejects.toThrow('fetch failed');
});

it('npx tsx scripts/listMessages.mts --write puts the messages into the README', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'apicbase-readme-'));
	cpSync(join(root, 'README.md'), join(folder, 'README.md'));
	const readme = () => readFileSync(join(folder, 'README.md'), 'utf8');
	writeFileSync(join(folder, 'README.md'), readme().replace(/^\| `order_unreadable`.*$/m, ''));
	await runCommand(
		'npx',
		['--no-install', '--prefix', root, 'tsx', join(root, 'scripts/listMessages.mts'), '--write'],
		{ cwd: folder },
	);
	expect(readme()).toBe(read('README.md'));
	rmSync(folder, { recursive: true });
});

describe('a command for tests', () => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const levels = Object.keys(scripts)
		.filter((name) => name.startsWith('test:'))
		.map((name) => name.slice('test:'.length));
	const single = [...read('CONTRIBUTING.md').matchAll(/^npx (jest (\S+) --selectProjects \w+)/gm)];

	/** The tests that jest would run, as paths within the repository. */
	const listTests = async (jest: string) => {
		const [name = '', ...options] = jest.split(' ');
		const listed = await runCommand('npx', ['--no-install', name, ...options, '--listTests'], {
			cwd: root,
		});
		return listed
			.split('\n')
			.filter((line) => line.startsWith(root))
			.map((file) => file.slice(root.length + 1));
	};

	it.each(levels)('npm run test:%s runs the tests of that folder', async (level) => {
		const files = await listTests(scripts[`test:${level}`]!.replace('npm run build && ', ''));
		expect(files).not.toEqual([]);
		expect(files.filter((file) => !file.startsWith(`test/${level}/`))).toEqual([]);
	});

	it.each(single.map(([, jest = '', path = '']) => [jest, path]))(
		'npx %s runs what it names',
		async (jest, path) => {
			const files = await listTests(jest);
			expect(files).not.toEqual([]);
			expect(files.filter((file) => !file.startsWith(path))).toEqual([]);
		},
	);
});
