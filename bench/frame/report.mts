import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { drawPlot } from './plot.mts';
import type { MeasuredRow } from './row.mts';
import type { Section, SectionResult } from './section.mts';
import { markdownTable } from './table.mts';

const begin = '<!-- measured: written by npm run bench -->';
const end = '<!-- /measured -->';

/** One section as it was last measured; docs/performance.json holds all of them. */
interface Measured {
	title: string;
	/** Machine, versions and load of that run. */
	header: readonly string[];
	notes: readonly string[];
	plots: ReadonlyArray<{ file: string; title: string }>;
	rows: readonly MeasuredRow[];
}

/**
 * Replaces the measured sections in docs/performance.json, draws their plots, and writes the measured part of
 * docs/performance.md anew: the rows that have a goal. What people wrote around it stays.
 */
export async function writeReport(
	header: readonly string[],
	results: ReadonlyArray<readonly [Section, SectionResult]>,
	order: readonly string[],
): Promise<void> {
	const docs = join(repositoryRoot(), 'docs');
	const data = join(docs, 'performance.json');
	const measured = JSON.parse(await readFile(data, 'utf8')) as Record<string, Measured>;
	for (const [{ name, title }, { rows, notes = [], plots = [] }] of results) {
		const drawn = plots.map(({ file, title: caption }) => ({ file, title: caption }));
		measured[name] = { title, header, notes, plots: drawn, rows };
		for (const plot of plots) await writeFile(join(docs, plot.file), drawPlot(plot));
	}
	await writeFile(data, `${JSON.stringify(measured, null, '\t')}\n`);

	const file = join(docs, 'performance.md');
	const page = await readFile(file, 'utf8');
	const [before, rest] = page.split(begin);
	const after = rest?.split(end)[1];
	if (before === undefined || after === undefined)
		throw new Error(`${file} has lost its marks ${begin} and ${end}.`);
	const chapters = order.flatMap((name) => measured[name] ?? []).map(chapter);
	await writeFile(file, [`${before}${begin}`, ...chapters, `${end}${after}`].join('\n\n'));
}

function chapter({ title, header, notes, plots, rows }: Measured): string {
	const pictures = plots.map(({ file, title: caption }) => `![${caption}](${file})`);
	const withGoal = rows.filter(({ goal }) => goal !== null);
	const table = markdownTable(withGoal.length === 0 ? rows : withGoal);
	const taken = header.map((line) => `- ${line}`).join('\n');
	return [`## ${title}`, ...notes, taken, table, ...pictures].join('\n\n');
}
