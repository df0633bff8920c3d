import { writeFile } from 'node:fs/promises';
import { readCommandLine } from '../scripts/readCommandLine.mts';
import { readArguments, usage, type BenchArguments } from './frame/arguments.mts';
import { describeMachine, loadAverages } from './frame/machine.mts';
import { writeReport } from './frame/report.mts';
import type { MeasuredRow, Row } from './frame/row.mts';
import type { Section, SectionResult } from './frame/section.mts';
import { textTable } from './frame/table.mts';
import { sections } from './sections.mts';

const say = (line: string) => process.stdout.write(`${line}\n`);

const choices = readCommandLine('start the benchmark', usage, (args) =>
	readArguments(
		args,
		sections.map(({ name }) => name),
	),
);
if (choices !== undefined) await measure(choices);

/** Runs the chosen sections one after the other; with `--write` they also replace their part of docs/performance.md. */
async function measure({ sections: chosen, json, write }: BenchArguments): Promise<void> {
	const wanted =
		chosen.length === 0 ? sections : sections.filter(({ name }) => chosen.includes(name));
	const startedMs = Date.now();
	const header = [...(await describeMachine()), `load averages before the run: ${loadAverages()}`];
	say(header.join('\n'));
	const results: Array<readonly [Section, SectionResult]> = [];
	for (const section of wanted) results.push([section, await runSection(section)]);
	header.push(
		`taken in ${Math.round((Date.now() - startedMs) / 1000)} s; load averages after the run: ${loadAverages()}`,
	);
	say(`\n${header.at(-1)}`);

	const rows = results.flatMap(([, result]) => result.rows);
	if (json !== undefined)
		await writeFile(json, `${JSON.stringify(rows.map(publicRow), null, '\t')}\n`);
	if (write)
		await writeReport(
			header,
			results,
			sections.map(({ name }) => name),
		);
	const missed = rows.filter(({ met }) => met === false);
	say(
		missed.length === 0
			? 'All goals met.'
			: `Goals missed: ${missed.map(({ section, name }) => `${section}: ${name}`).join('; ')}.`,
	);
}

async function runSection(section: Section): Promise<SectionResult> {
	say(`\n${section.title}`);
	const startedMs = Date.now();
	const result = await section.run((line) => say(`  ${line}`));
	say(`${textTable(result.rows)}\n  ${Math.round((Date.now() - startedMs) / 1000)} s`);
	return result;
}

function publicRow({ section, name, value, unit, comparedTo, ratio, goal, met }: MeasuredRow): Row {
	return { section, name, value, unit, comparedTo, ratio, goal, met };
}
