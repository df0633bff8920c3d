import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { runCommand } from '../../harness/n8n/runCommand.mts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'apicbase-compat-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What `npm run compat` does once the tests have run, with these outcomes, on a page of its own. */
async function writePage(
	outcomes: Record<string, [oldest: string, current: string]>,
): Promise<{ page: string; ended: string }> {
	const [report, page] = [join(folder, 'report.json'), join(folder, 'page.md')];
	const results = Object.entries(outcomes).flatMap(([title, statuses]) =>
		statuses.map((status, index) => ({
			title,
			ancestorTitles: [['oldest', 'current'][index]],
			status,
		})),
	);
	const passed = results.filter(({ status }) => status === 'passed').length;
	const counts = {
		success: passed === results.length,
		numPassedTests: passed,
		numTotalTests: results.length,
	};
	writeFileSync(
		report,
		JSON.stringify({ ...counts, testResults: [{ assertionResults: results }] }),
	);
	writeFileSync(page, 'before\n<!-- compat:start -->\nold\n<!-- compat:end -->\nafter\n');
	const compat = runCommand(
		'npx',
		['--no-install', 'tsx', 'scripts/compat.mts', '--report', report, '--page', page],
		{ cwd: repositoryRoot() },
	);
	const ended = await compat.then(
		() => 'well',
		(cause: Error) => cause.message,
	);
	return { page: readFileSync(page, 'utf8'), ended };
}

describe('npm run compat', () => {
	const today = () => new Date().toISOString().slice(0, 10);
	const pinned = (recipe: string) =>
		(
			JSON.parse(readFileSync(join(repositoryRoot(), recipe, 'package.json'), 'utf8')) as {
				dependencies: { n8n: string };
			}
		).dependencies.n8n;

	it('writes what held on which n8n into the page, with the date', async () => {
		const { page, ended } = await writePage({
			'takes an order': ['passed', 'passed'],
			'finds an order': ['passed', 'passed'],
		});
		const head = `| what holds | n8n ${pinned('harness/n8n/runtime/oldest')}, Node N | n8n ${pinned('harness/n8n/runtime')}, Node N |`;
		expect(
			page
				.replace(/Node [\d.]+/g, 'Node N')
				.split('\n')
				.filter(Boolean),
		).toEqual([
			'before',
			'<!-- compat:start -->',
			head,
			'| --- | --- | --- |',
			`| takes an order | ${today()} | ${today()} |`,
			`| finds an order | ${today()} | ${today()} |`,
			'<!-- compat:end -->',
			'after',
		]);
		expect(ended).toBe('well');
	});

	it('says what does not hold, and ends badly', async () => {
		const { page, ended } = await writePage({ 'takes an order': ['failed', 'passed'] });
		expect(page).toContain(`| takes an order | does not hold | ${today()} |`);
		expect(ended).toContain('ended with 1');
	});
});
