import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { runCommand } from '../../harness/n8n/runCommand.mts';

const cwd = repositoryRoot();
const { scripts } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as {
	scripts: { bench: string };
};
/** What `npm run bench` runs after the build, which the tests share. */
const command = ['--no-install', ...scripts.bench.split('&& ').at(-1)!.split(' ')];
const folder = mkdtempSync(join(tmpdir(), 'apicbase-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('measures a section alone, prints its rows and writes them as JSON, and leaves the report of all sections as it is', async () => {
	const file = join(folder, 'rows.json');
	const report = readFileSync(join(cwd, 'docs/performance.md'), 'utf8');
	const printed = await runCommand('npx', [...command, 'upload', '--json', file], { cwd });
	const rows = JSON.parse(readFileSync(file, 'utf8')) as Array<Record<string, unknown>>;
	expect(rows.map(({ section, name, unit }) => [section, name, unit])).toEqual([
		['upload', 'checked and sent', 'ms'],
		['upload', 'three bad rows found, nothing sent', 'ms'],
		['upload', 'memory while it is checked and sent', 'MB'],
	]);
	for (const row of rows) {
		expect(Object.keys(row)).toEqual([
			'section',
			'name',
			'value',
			'unit',
			'comparedTo',
			'ratio',
			'goal',
			'met',
		]);
		expect(Number.isFinite(row.value)).toBe(true);
		expect(printed).toContain(String(row.name));
	}
	expect(readFileSync(join(cwd, 'docs/performance.md'), 'utf8')).toBe(report);
});

it.each([
	[
		['speed'],
		'There is no section "speed". Choose from: webhook, refusals, core, polling, upload, start-up.',
	],
	[['--rounds', '3'], "Unknown option '--rounds'."],
])('starts nothing with %j, and says why', (args, fact) => {
	const { status, stdout, stderr } = spawnSync('npx', [...command, ...args], {
		cwd,
		encoding: 'utf8',
	});
	expect([status, stdout]).toEqual([2, '']);
	expect(stderr).toContain(
		`Cannot start the benchmark. ${fact}\nWrite: npm run bench -- webhook refusals --json rows.json\n`,
	);
});
