import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';

const root = repositoryRoot();
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const markdownIn = (folder: string) =>
	readdirSync(join(root, folder))
		.filter((name) => name.endsWith('.md'))
		.map((name) => join(folder, name));
const pages = [...markdownIn('.'), ...markdownIn('docs')];

/** What GitHub makes of a heading: https://docs.github.com/en/get-started/writing-on-github (section links). */
const anchorOf = (heading: string) =>
	heading
		.trim()
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replace(/\s/g, '-');
const anchorsOf = (page: string) =>
	[...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

function leadsNowhere(page: string, link: string): boolean {
	const [path = '', anchor] = link.split('#');
	const target = path === '' ? page : join(dirname(page), path);
	if (!existsSync(join(root, target))) return true;
	return anchor !== undefined && !anchorsOf(target).includes(anchor);
}

describe.each(pages)('%s', (page) => {
	it('links to pages, headings and pictures that are there', () => {
		const links = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)]
			.map(([, link = '']) => link)
			.filter((link) => !/^(https?|mailto):/.test(link));
		expect(links.filter((link) => leadsNowhere(page, link))).toEqual([]);
	});

	it('names files that are there', () => {
		const named = [
			...read(page).matchAll(
				/`((?:core|nodes|credentials|sandbox|scripts|test|bench|docs|examples|icons|\.github)\/[^`*…<\s]+)`/g,
			),
		];
		expect(
			named.map(([, file = '']) => file).filter((file) => !existsSync(join(root, file))),
		).toEqual([]);
	});
});

it('shows every example in the README', () => {
	const unnamed = readdirSync(join(root, 'examples')).filter(
		(file) => !read('README.md').includes(`(examples/${file})`),
	);
	expect(unnamed).toEqual([]);
});

it('keeps the README under 200 lines', () => {
	expect(read('README.md').split('\n').length).toBeLessThan(200);
});

/** Where each command that the README or CONTRIBUTING prints is run by a test or by CI: a file, and the words that run it. */
const runs: Record<string, [file: string, words: string]> = {
	'.ci/run': ['.github/workflows/ci.yml', 'bash .ci/run'],
	'npm ci': ['.ci/run', "check 'npm ci' npm ci"],
	'npm test': ['.ci/run', 'npm test --'],
	'npm run build': ['.ci/run', 'npm run build'],
	'npm run lint': ['.ci/run', 'npm run lint'],
	'npm run typecheck': ['.ci/run', 'npm run typecheck'],
	'npm run test:unit': ['.github/workflows/publish.yml', 'npm run test:unit'],
	'npm run test:node': ['.github/workflows/publish.yml', 'npm run test:node'],
	'npm run test:e2e': ['test/node/commands.test.mts', 'npm run test:%s'],
	'npm run test:queue': ['test/node/commands.test.mts', 'npm run test:%s'],
	'npx jest': ['test/node/commands.test.mts', 'npx %s runs what it names'],
	'npx tsx scripts/listMessages.mts': ['test/node/commands.test.mts', "'scripts/listMessages.mts'"],
	'npm run sandbox': ['test/node/commands.test.mts', "'run', 'sandbox'"],
	'npm run demo': ['test/e2e/demo.test.mts', "'scripts/demo.mts'"],
	'npm run compat': ['test/compat/command.test.mts', "'scripts/compat.mts'"],
	'npm run bench': ['test/e2e/bench.test.mts', 'scripts.bench'],
	'npm run campaign': ['test/e2e/campaign.test.mts', 'scripts.campaign'],
};

it('prints no command that nothing runs', () => {
	const printed = ['README.md', 'CONTRIBUTING.md'].flatMap(
		(page) => read(page).match(/npm (ci|test|run [\w:]+)|npx (jest|tsx \S+\.mts)|\.ci\/run/g) ?? [],
	);
	expect([...new Set(printed)].sort()).toEqual(Object.keys(runs).sort());
	expect(Object.values(runs).filter(([file, words]) => !read(file).includes(words))).toEqual([]);
});
