import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';

const faults = [
	'Apicbase down',
	'Apicbase slow',
	'429',
	'5xx',
	'Cut-off body',
	'Wrong JSON',
	'Expired token',
	'Revoked token',
	'Clock skew ±1 day',
	'n8n killed at each step',
	'Database locked',
	'ERP down',
	'ERP slow',
	'ERP answered, answer lost',
	'Duplicate delivery',
	'Concurrent duplicate',
	'Out of order',
	'Workflow renamed',
	'Node renamed',
	'Workflow deactivated and activated',
	'Package upgraded with old state',
];
const questions = [
	'Fault',
	'Retried?',
	'How often?',
	'Safe?',
	'Where is it written?',
	'Who is told?',
	'How is it replayed?',
	'Test',
];

const read = (path: string) => readFileSync(join(repositoryRoot(), path), 'utf8');
const cellsOf = (line: string) =>
	line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim());
const tableOf = (part: string) =>
	(read('docs/reliability.md').split(`\n## ${part}\n`)[1] ?? '')
		.split('\n## ')[0]!
		.split('\n')
		.filter((line) => line.startsWith('| '))
		.map(cellsOf);

/** Links whose text is the name of a test. */
const namedTests = (page: string) =>
	[...read(page).matchAll(/\[([^\]]+)\]\(\.{0,2}\/?(test\/[^)]+\.test\.mts)\)/g)].map(
		([, name = '', file = '']) => ({ name, file }),
	);

/** A name with a quote in it stands escaped, or in other quotes, in its file. */
const holds = (file: string, name: string) =>
	existsSync(join(repositoryRoot(), file)) && read(file).replaceAll("\\'", "'").includes(name);

describe.each(['Webhook', 'Poll', 'Validation', 'Actions', 'Ledger'])(
	'the fault matrix of %s',
	(part) => {
		const [head, , ...rows] = tableOf(part).filter(([first]) => first !== undefined);

		it('has a row for every fault, in the same order', () => {
			expect(rows.map(([fault]) => fault)).toEqual(faults);
		});

		it('answers all questions about each fault, and names a test unless it cannot occur', () => {
			expect(head).toEqual(questions);
			for (const row of rows) {
				expect(row.filter((cell) => cell !== '')).toHaveLength(questions.length);
				if (!row[1]!.startsWith('Cannot occur: '))
					expect(row.at(-1)).toMatch(/^\[.+\]\(\.\.\/test\/.+\.test\.mts\)$/);
			}
		});
	},
);

it.each(['docs/reliability.md', 'SECURITY.md'])('%s names only tests that exist', (page) => {
	const named = namedTests(page);
	expect(named.length).toBeGreaterThan(10);
	expect(named.filter(({ file, name }) => !holds(file, name))).toEqual([]);
});
