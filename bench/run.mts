import { writeFile } from 'node:fs/promises';
import { readArguments } from './frame/arguments.mts';
import { describeMachine, loadAverages } from './frame/machine.mts';
import { writeReport } from './frame/report.mts';
import type { MeasuredRow, Row } from './frame/row.mts';
import type { Section, SectionResult } from './frame/section.mts';
import { textTable } from './frame/table.mts';
import { sections } from './sections.mts';

const { sections: chosen, json } = readArguments(process.argv.slice(2), sections.map(({ name }) => name));
const wanted = chosen.length === 0 ? sections : sections.filter(({ name }) => chosen.includes(name));
const say = (line: string) => console.log(line);

const startedMs = Date.now();
const header = await describeMachine();
header.push(`load averages before the run: ${loadAverages()}`);
say(header.join('\n'));

const results: Array<readonly [Section, SectionResult]> = [];
for (const section of wanted) {
	say(`\n${section.title}`);
	const result = await section.run((line) => say(`  ${line}`));
	results.push([section, result]);
	say(textTable(result.rows));
}
header.push(`taken in ${Math.round((Date.now() - startedMs) / 1000)} s; load averages after the run: ${loadAverages()}`);
say(`\n${header.at(-1)}`);

const rows = results.flatMap(([, result]) => result.rows);
if (json !== undefined) await writeFile(json, `${JSON.stringify(rows.map(publicRow), null, '\t')}\n`);
if (wanted.length === sections.length) await writeReport(header, results);
const missed = rows.filter(({ met }) => met === false);
say(missed.length === 0 ? 'All goals met.' : `Goals missed: ${missed.map(({ section, name }) => `${section}: ${name}`).join('; ')}.`);

function publicRow({ section, name, value, unit, comparedTo, ratio, goal, met }: MeasuredRow): Row {
	return { section, name, value, unit, comparedTo, ratio, goal, met };
}
