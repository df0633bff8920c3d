import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { drawPlot } from './plot.mts';
import type { Section, SectionResult } from './section.mts';
import { markdownTable } from './table.mts';

const begin = '<!-- measured: written by npm run bench -->';
const end = '<!-- /measured -->';

/**
 * Replaces the measured part of docs/performance.md by the rows that have a goal, writes all rows to
 * docs/performance.json and draws the plots; what people wrote around the measured part stays.
 */
export async function writeReport(
	header: readonly string[],
	results: ReadonlyArray<readonly [Section, SectionResult]>,
): Promise<void> {
	const docs = join(repositoryRoot(), 'docs');
	const file = join(docs, 'performance.md');
	const page = await readFile(file, 'utf8');
	const [before, rest] = page.split(begin);
	const after = rest?.split(end)[1];
	if (before === undefined || after === undefined)
		throw new Error(`${file} has lost its marks ${begin} and ${end}.`);
	const measured = [header.map((line) => `- ${line}`).join('\n'), ...results.map(chapter)].join(
		'\n\n',
	);
	await mkdir(docs, { recursive: true });
	await writeFile(file, `${before}${begin}\n\n${measured}\n\n${end}${after}`);
	const rows = results.flatMap(([, result]) => result.rows);
	await writeFile(join(docs, 'performance.json'), `${JSON.stringify(rows, null, '\t')}\n`);
	const plots = results.flatMap(([, { plots = [] }]) => plots);
	await Promise.all(plots.map((plot) => writeFile(join(docs, plot.file), drawPlot(plot))));
}

function chapter([{ title }, { rows, plots = [], notes = [] }]: readonly [
	Section,
	SectionResult,
]): string {
	const pictures = plots.map(({ file, title: caption }) => `![${caption}](${file})`);
	return [
		`## ${title}`,
		...notes,
		markdownTable(rows.filter(({ goal }) => goal !== null)),
		...pictures,
	].join('\n\n');
}
