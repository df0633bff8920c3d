import { readExample } from './n8n/importExample.mts';
import type { RunningN8n } from './n8n/startN8n.mts';
import { aNode, chain } from './n8n/workflowParts.mts';
import { publishOrderFlow } from './orderFlow.mts';
import type { Postgres } from './services/postgres.mts';

const example = 'order-ledger-postgres';

/** Publishes examples/order-ledger-postgres with its table in this Postgres, for an ERP; returns the workflow's id. */
export async function publishPostgresLedger(
	n8n: Pick<RunningN8n, 'client'>,
	{ user, database, port }: Pick<Postgres, 'user' | 'database' | 'port'>,
	erp: { url: string; timeoutMs: number },
	heldFor = '30 minutes',
): Promise<string> {
	const { credentials, workflows, executions } = n8n.client;
	const credential = await credentials.create('Ledger', 'postgres', {
		host: '127.0.0.1',
		database,
		user,
		password: '',
		port,
		ssl: 'disable',
	});
	const parametersOf = (step: string) =>
		readExample(example).nodes.find(({ name }) => name === step)!.parameters;
	const [, query = ''] = /```sql\n([\s\S]+?)```/.exec(parametersOf('Read Me').content as string)!;
	const table = aNode(
		'Table',
		'n8n-nodes-base.postgres',
		{ operation: 'executeQuery', query, options: {} },
		{ typeVersion: 2.6, credentials: { postgres: credential } },
	);
	const { id } = await workflows.create({
		name: 'Table',
		nodes: [aNode('Start', 'n8n-nodes-base.manualTrigger'), table],
		connections: chain('Start', 'Table'),
	});
	const { status } = await executions.ended(await workflows.run(id, 'Start'));
	if (status !== 'success') throw new Error(`The ledger's table could not be made: ${status}`);
	const claim = (parametersOf('Claim').query as string).replace('30 minutes', heldFor);
	return await publishOrderFlow(n8n, example, erp, {
		claim: { query: claim },
		credentials: [credential],
	});
}
