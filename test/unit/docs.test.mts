import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { runningTests } from '../../harness/runningTests.mts';

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
				/`((?:core|nodes|credentials|sandbox|harness|scripts|test|bench|docs|examples|icons|\.github)\/[^`*…<\s]+)`/g,
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

it('prints no command that is not there', () => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const printed = pages.flatMap((page) =>
		[...read(page).matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name),
	);
	expect(printed.filter((name) => scripts[name] === undefined)).toEqual([]);
});

/** Whether a file has a test of this name that runs. */
const holds = (file: string, name: string) =>
	runningTests(file).some(({ title }) => title === name);

it('names tests in SECURITY.md by names they have', () => {
	const links = [
		...read('SECURITY.md').matchAll(/\[([^\]]+)\]\(\.{0,2}\/?(test\/[^)]+\.test\.mts)\)/g),
	];
	expect(links.length).toBeGreaterThan(10);
	expect(
		links
			.map(([, name = '', file = '']) => ({ name, file }))
			.filter(({ name, file }) => !holds(file, name)),
	).toEqual([]);
});

describe('docs/erp-days.md', () => {
	const page = read('docs/erp-days.md');
	const tables = page.split('\n\n').filter((part) => part.startsWith('| '));
	const rowsOf = (table = '') =>
		table
			.trim()
			.split('\n')
			.slice(2)
			.map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()));
	const [examples, days, played] = tables.map(rowsOf);
	const files = examples!.map(([, , file = '']) => file.replaceAll('`', ''));

	it('names a test for every day, by a name it has in the file of its ERP, or says why there is none', () => {
		expect(played!.map(([day]) => day)).toEqual(days!.map(([day]) => day));
		const misnamed = played!.flatMap(([, ...cells]) =>
			cells.filter((cell, column) => !cell.startsWith('–') && !holds(files[column]!, cell)),
		);
		expect(misnamed).toEqual([]);
		expect(played!.flat().filter((cell) => /^–\s*$/.test(cell))).toEqual([]);
		expect(played!.filter(([, ...cells]) => cells.every((cell) => cell.startsWith('–')))).toEqual(
			[],
		);
	});

	it.each([
		['REST', 0],
		['Odoo', 1],
	])('leaves out no test of a day with %s', (_erp, column) => {
		const titles = runningTests(files[column]!).map(({ title }) => title);
		expect(titles.length).toBeGreaterThan(10);
		const named = played!.map((cells) => cells[column + 1]);
		expect(titles.filter((title) => !named.includes(title))).toEqual([]);
	});
});
