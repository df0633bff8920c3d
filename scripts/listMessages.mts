import { readFileSync, writeFileSync } from 'node:fs';
import { endMarker, messageTable, startMarker } from './messageTable.mts';
import { settingsEnd, settingsStart, settingsTable } from './settingsTable.mts';

const tables = [
	{ file: 'README.md', start: startMarker, end: endMarker, table: messageTable() },
	{ file: 'docs/validation.md', start: settingsStart, end: settingsEnd, table: settingsTable() },
];

/** Prints the tables of messages and settings; with `--write`, puts them between their markers in the docs. */
for (const { file, start, end, table } of tables) {
	if (!process.argv.includes('--write')) {
		process.stdout.write(`${table}\n`);
		continue;
	}
	const page = readFileSync(file, 'utf8');
	const [before, rest] = page.split(start);
	const after = rest?.split(end)[1];
	if (before === undefined || after === undefined)
		throw new Error(`${file} has no ${start} … ${end}.`);
	writeFileSync(file, before + table + after);
}
