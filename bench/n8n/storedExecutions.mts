import { join } from 'node:path';
import { installN8n } from '../../harness/n8n/installN8n.mts';
import { runCommand } from '../../harness/n8n/runCommand.mts';
import type { N8n } from '../../harness/n8n/startN8n.mts';

export interface StoredExecutions {
	count: number;
	/** What one execution takes in n8n's table execution_data, on average. */
	bytesEach: number;
}

const query = `
	const { DatabaseSync } = require('node:sqlite');
	const database = new DatabaseSync(process.argv[1], { readOnly: true });
	const row = database.prepare(
		'SELECT count(*) AS count, coalesce(avg(length(CAST(data AS BLOB)) + length(CAST(workflowData AS BLOB))), 0) AS bytesEach ' +
		'FROM execution_data JOIN execution_entity ON execution_entity.id = execution_data.executionId WHERE workflowId = ?',
	).get(process.argv[2]);
	process.stdout.write(JSON.stringify(row));
`;

/** What n8n has stored of a workflow's runs, read from its SQLite. */
export async function storedExecutions(
	{ userFolder }: N8n,
	workflowId: string,
): Promise<StoredExecutions> {
	const { nodeBinary } = await installN8n();
	const database = join(userFolder, '.n8n/database.sqlite');
	return JSON.parse(
		await runCommand(nodeBinary, ['--no-warnings', '-e', query, database, workflowId], {
			cwd: userFolder,
		}),
	) as StoredExecutions;
}
