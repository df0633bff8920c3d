import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { runningTests } from '../../harness/runningTests.mts';

const root = repositoryRoot();

/** Every cell that promises something, as "fault | column", the column by its name alone. */
function cellsOf(page: string): string[] {
	const [head = [], , ...rows] = page
		.split('\n\n')
		.find((part) => part.startsWith('| fault |'))!
		.trim()
		.split('\n')
		.map((row) => row.slice(2, -2).split(' | '));
	const columns = head.map((title) => title.replace(/(?: \(|,).*$/, ''));
	return rows.flatMap(([fault, ...cells]) =>
		cells.flatMap((cell, index) => (cell === '–' ? [] : [`${fault} | ${columns[index + 1]}`])),
	);
}

/** The cells that tests name in comments before them. */
const cellsHeldIn = (file: string): string[] =>
	runningTests(file).flatMap(({ before }) =>
		[...before.matchAll(/^\s*\/\/ reliability: (.+)$/gm)].map(([, cell = '']) => cell),
	);

it('holds every cell of docs/reliability.md with a test that runs, and no other', () => {
	const cells = cellsOf(readFileSync(join(root, 'docs/reliability.md'), 'utf8'));
	expect(cells.length).toBeGreaterThan(40);
	const held = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.test.mts'))
		.flatMap((file) => cellsHeldIn(join('test', file)));
	expect([...new Set(held)].sort()).toEqual(cells.sort());
});
