import { join } from 'node:path';
import { installN8n } from '../../harness/n8n/installN8n.mts';
import { runCommand } from '../../harness/n8n/runCommand.mts';
import type { N8n } from '../../harness/n8n/startN8n.mts';
import { keyLength } from '../../core/polling/seenIds.ts';
import type { Pollers } from './contenders.mts';

const script = `
	const { DatabaseSync } = require('node:sqlite');
	const { randomBytes } = require('node:crypto');
	const [file, ours, chain, size, keyLength] = process.argv.slice(1);
	const database = new DatabaseSync(file);
	database.exec('PRAGMA busy_timeout = 10000');
	const missing = (count) => Array.from({ length: Math.max(0, Number(size) - count) });
	const orderedOnMs = Date.now() - 3_600_000;

	const key = () => randomBytes(16).toString('base64url').slice(0, Number(keyLength));
	const fill = (trigger) => {
		const seen = trigger.seen.split(' ').filter(Boolean);
		trigger.seen = [...seen, ...missing(seen.length).map(() => key() + ':' + orderedOnMs)].join(' ');
	};
	const stored = database.prepare('SELECT cursor FROM poller_state WHERE workflowId = ?').get(ours);
	if (stored) {
		const cursor = JSON.parse(stored.cursor);
		fill(cursor);
		database.prepare('UPDATE poller_state SET cursor = ? WHERE workflowId = ?').run(JSON.stringify(cursor), ours);
	} else {
		const { staticData } = database.prepare('SELECT staticData FROM workflow_entity WHERE id = ?').get(ours);
		const memory = JSON.parse(staticData);
		fill(Object.values(memory)[0]);
		database.prepare('UPDATE workflow_entity SET staticData = ? WHERE id = ?').run(JSON.stringify(memory), ours);
	}

	const row = database.prepare('SELECT context, value FROM processed_data WHERE workflowId = ?').get(chain);
	const processed = JSON.parse(row.value);
	processed.data.push(...missing(processed.data.length).map(() => randomBytes(16).toString('base64')));
	database.prepare('UPDATE processed_data SET value = ? WHERE workflowId = ? AND context = ?').run(JSON.stringify(processed), chain, row.context);
`;

/** Adds orders of an hour ago to what both have stored, until each knows so many; neither may be published meanwhile. */
export async function fillMemory(
	{ userFolder }: N8n,
	{ ours, chain }: Pollers,
	size: number,
): Promise<void> {
	const { nodeBinary } = await installN8n();
	const database = join(userFolder, '.n8n/database.sqlite');
	await runCommand(
		nodeBinary,
		[
			'--no-warnings',
			'-e',
			script,
			database,
			ours.workflowId,
			chain.workflowId,
			String(size),
			String(keyLength),
		],
		{ cwd: userFolder },
	);
}
