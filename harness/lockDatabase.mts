import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { installN8n } from './n8n/installN8n.mts';

const holdLock = `
	const { DatabaseSync } = require('node:sqlite');
	const database = new DatabaseSync(process.argv[1]);
	database.exec('PRAGMA busy_timeout = 10000; BEGIN IMMEDIATE');
	process.stdout.write('locked');
	process.stdin.on('end', () => { database.exec('ROLLBACK'); database.close(); }).resume();
`;

/** Holds the write lock of an n8n's SQLite, as a backup or a stuck process would; returns how to let go. */
export async function lockDatabase(userFolder: string): Promise<() => Promise<void>> {
	const { nodeBinary } = await installN8n();
	const holder = spawn(nodeBinary, ['-e', holdLock, join(userFolder, '.n8n/database.sqlite')], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	await once(holder.stdout, 'data');
	return async () => {
		const ended = once(holder, 'exit');
		holder.stdin.end();
		await ended;
	};
}
