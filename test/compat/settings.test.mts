import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packTarball, type Tarball } from '../../harness/n8n/packTarball.mts';
import { Session } from '../../harness/n8n/session.mts';
import { startN8n, type N8n } from '../../harness/n8n/startN8n.mts';
import { aNode, chain, waitForWebhook, webhookUrl } from '../../harness/n8n/workflowParts.mts';
import { anOrder } from '../../harness/orders.mts';
import { externalRunner } from '../../harness/services/externalRunner.mts';
import { startNginx } from '../../harness/services/nginx.mts';
import { startPostgres, type Postgres } from '../../harness/services/postgres.mts';
import { signatureOf } from '../../harness/signedPost.mts';
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

describe('n8n behind nginx that compresses and sends in chunks, with a task runner of its own', () => {
	const clientSecret = 'a-client-secret-that-must-not-be-seen';
	let n8n: N8n;
	let behindNginx: N8n;

	async function start(): Promise<N8n> {
		const runner = await externalRunner();
		n8n = await startN8n({
			tarball: tarball.path,
			env: { ...runner.env, N8N_PROXY_HOPS: '1' },
		});
		const [nginx, task] = await Promise.all([
			startNginx(n8n.url),
			runner.start(join(n8n.userFolder, 'runner.log')),
		]);
		behindNginx = Object.create(n8n, {
			url: { value: nginx.url },
			stop: {
				value: async () => {
					await Promise.all([nginx.stop(), task.stop()]);
					await n8n.stop();
				},
			},
		}) as N8n;
		return behindNginx;
	}

	playMainFlow({ name: 'nginx', start });

	it('takes an order in chunks, compressed or not, and lets a Code step read it', async () => {
		const credential = await n8n.client.credentials.create('Signed', 'apicbaseOAuth2Api', {
			clientId: 'supplier',
			clientSecret,
		});
		const code = {
			jsCode: "return [{ json: { id: $('Trigger').first().json.sync.externalId } }];",
		};
		const workflow = await n8n.client.workflows.create({
			name: 'Orders',
			nodes: [
				aNode(
					'Trigger',
					'n8n-nodes-apicbase.apicbaseTrigger',
					{ responseMode: 'lastNode' },
					{ webhookId: randomUUID(), credentials: { apicbaseOAuth2Api: credential } },
				),
				aNode('Code', 'n8n-nodes-base.code', code, { typeVersion: 2 }),
			],
			connections: chain('Trigger', 'Code'),
		});
		await n8n.client.workflows.publish(workflow.id);
		const url = webhookUrl(behindNginx, workflow);
		await waitForWebhook(url);
		for (const encoding of ['identity', 'gzip']) {
			const body = JSON.stringify(anOrder({ id: encoding }));
			const bytes = encoding === 'gzip' ? gzipSync(body) : Buffer.from(body);
			const answer = await sendInChunks(url, bytes, {
				'content-type': 'application/json',
				...(encoding === 'gzip' && { 'content-encoding': encoding }),
				'accept-encoding': 'gzip',
				'x-apic-webhook-signature': signatureOf(body, clientSecret),
			});
			expect(answer.headers['content-encoding']).toBe('gzip');
			const written = Buffer.concat(await answer.toArray());
			expect([answer.statusCode, JSON.parse(gunzipSync(written).toString())]).toEqual([
				200,
				{ id: `apicbase-${encoding}` },
			]);
		}
	});
});

/** Posts a body whose length is not said before. */
async function sendInChunks(
	url: string,
	bytes: Buffer,
	headers: OutgoingHttpHeaders,
): Promise<IncomingMessage> {
	const sent = request(url, { method: 'POST', headers });
	sent.write(bytes.subarray(0, 100));
	sent.end(bytes.subarray(100));
	const [answer] = (await once(sent, 'response')) as [IncomingMessage];
	return answer;
}
