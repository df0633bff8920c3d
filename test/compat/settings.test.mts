import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { packTarball, type Tarball } from '../../harness/n8n/packTarball.mts';
import { Session } from '../../harness/n8n/session.mts';
import { startN8n } from '../../harness/n8n/startN8n.mts';
import { startPostgres, type Postgres } from '../../harness/services/postgres.mts';
import { playMainFlow } from './playMainFlow.mts';

let tarball: Tarball;
let postgres: Postgres;
beforeAll(async () => {
	[tarball, postgres] = await Promise.all([packTarball(), startPostgres()]);
});
afterAll(() =>
	Promise.all([postgres?.stop(), rm(dirname(tarball.path), { recursive: true, force: true })]),
);

interface Group {
	name: string;
	env: () => Record<string, string>;
	savesRuns?: boolean;
}

/** Settings that installations in production use, grouped so that few starts of n8n cover them (docs/operations.md). */
const groups: Group[] = [
	{
		name: 'Postgres and durable polling',
		env: () => ({
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(postgres.port),
			DB_POSTGRESDB_USER: postgres.user,
			DB_POSTGRESDB_DATABASE: postgres.database,
			N8N_SCHEDULER_ENABLED: 'true',
			N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
			N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
			EXECUTIONS_DATA_PRUNE: 'true',
		}),
	},
	{
		name: 'limits',
		env: () => ({
			N8N_CONCURRENCY_PRODUCTION_LIMIT: '5',
			EXECUTIONS_TIMEOUT: '60',
			N8N_PAYLOAD_SIZE_MAX: '1',
			N8N_DEFAULT_BINARY_DATA_MODE: 'filesystem',
			N8N_LOG_LEVEL: 'error',
			N8N_BLOCK_ENV_ACCESS_IN_NODE: 'true',
			N8N_WORKFLOW_AUTODEACTIVATION_ENABLED: 'true',
		}),
	},
	{
		name: 'nothing saved, behind a proxy',
		env: () => ({
			EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'none',
			EXECUTIONS_DATA_SAVE_ON_ERROR: 'none',
			EXECUTIONS_DATA_SAVE_MANUAL_EXECUTIONS: 'false',
			HTTP_PROXY: 'http://127.0.0.1:9',
			HTTPS_PROXY: 'http://127.0.0.1:9',
			NO_PROXY: '127.0.0.1,localhost',
			GENERIC_TIMEZONE: 'Asia/Kolkata',
			N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		}),
		savesRuns: false,
	},
];

describe.each(groups)('n8n with $name', ({ name, env, savesRuns }) => {
	playMainFlow({
		name: name.slice(0, 8),
		start: async () => {
			const n8n = await startN8n({ tarball: tarball.path, env: env() });
			// The prepared user folder has its owner in SQLite only.
			if (env().DB_TYPE) await new Session(n8n.url).setUpOwner();
			return n8n;
		},
		...(savesRuns !== undefined && { savesRuns }),
	});
});
