import { readFileSync, writeFileSync } from 'node:fs';
import { messagesPage } from './messagesPage.mts';
import { settingsEnd, settingsStart, settingsTable } from './settingsTable.mts';

const validationPage = 'docs/validation.md';

/** Prints the page of messages and the table of settings; with `--write`, puts them into the docs. */
if (process.argv.includes('--write')) {
	writeFileSync('docs/messages.md', messagesPage());
	const page = readFileSync(validationPage, 'utf8');
	const [before, rest] = page.split(settingsStart);
	const after = rest?.split(settingsEnd)[1];
	if (before === undefined || after === undefined)
		throw new Error(`${validationPage} has no ${settingsStart} … ${settingsEnd}.`);
	writeFileSync(validationPage, before + settingsTable() + after);
} else {
	process.stdout.write(`${messagesPage()}\n${settingsTable()}\n`);
}
