import { readFileSync, writeFileSync } from 'node:fs';
import { endMarker, messageTable, startMarker } from './messageTable.mts';

/** Prints the list of messages; with `--write`, puts it between its markers in the README. */
const table = messageTable();
if (process.argv.includes('--write')) {
	const readme = readFileSync('README.md', 'utf8');
	const [before, rest] = readme.split(startMarker);
	const after = rest?.split(endMarker)[1];
	if (before === undefined || after === undefined)
		throw new Error(`README.md has no ${startMarker} … ${endMarker}.`);
	writeFileSync('README.md', before + table + after);
} else {
	process.stdout.write(`${table}\n`);
}
