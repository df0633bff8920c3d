import { writeFileSync } from 'node:fs';
import { messagesPage } from './messagesPage.mts';
import { settingsTable } from './settingsTable.mts';
import { writeBlock } from './writeBlock.mts';

/** Prints the page of messages and the table of settings; with `--write`, puts them into the docs. */
if (process.argv.includes('--write')) {
	writeFileSync('docs/messages.md', messagesPage());
	writeBlock('docs/validation.md', settingsTable());
} else {
	process.stdout.write(`${messagesPage()}\n${settingsTable()}\n`);
}
