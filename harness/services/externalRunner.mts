import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startServer, type Server } from './server.mts';
import { freePorts } from '../n8n/freePorts.mts';
import { installN8n } from '../n8n/installN8n.mts';

/** Where an n8n that starts no task runner itself waits for one. */
export interface RunnerPlace {
	/** What n8n is started with. */
	readonly env: Record<string, string>;
	/** Starts the runner of n8n's own package for JavaScript, once n8n is up; stop it before n8n. */
	start(logFile: string): Promise<Server>;
}

/** Makes room for a task runner in a process of its own, as n8n's container n8nio/runners is one. */
export async function externalRunner(): Promise<RunnerPlace> {
	const [brokerPort = 0, healthPort = 0] = await freePorts(2);
	const broker = `http://127.0.0.1:${brokerPort}`;
	const token = randomUUID();
	return {
		env: {
			N8N_RUNNERS_MODE: 'external',
			N8N_RUNNERS_AUTH_TOKEN: token,
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		},
		async start(logFile) {
			const { folder, nodeBinary } = await installN8n();
			const fromN8n = createRequire(join(folder, 'node_modules/n8n/package.json'));
			const env = {
				N8N_RUNNERS_TASK_BROKER_URI: broker,
				N8N_RUNNERS_GRANT_TOKEN: await grant(broker, token),
				N8N_RUNNERS_HEALTH_CHECK_SERVER_ENABLED: 'true',
				N8N_RUNNERS_HEALTH_CHECK_SERVER_PORT: String(healthPort),
			};
			return await startServer({
				command: 'env',
				args: [
					...Object.entries(env).map(([name, value]) => `${name}=${value}`),
					nodeBinary,
					'--disallow-code-generation-from-strings',
					'--disable-proto=delete',
					fromN8n.resolve('@n8n/task-runner/start'),
				],
				port: healthPort,
				logFile,
			});
		},
	};
}

/** The token for one runner that n8n gives who knows its secret, as n8n's launcher asks for it. */
async function grant(broker: string, token: string): Promise<string> {
	const answer = await fetch(`${broker}/runners/auth`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ token }),
	});
	if (!answer.ok) throw new Error(`n8n gave no token for a task runner (${answer.status}).`);
	return ((await answer.json()) as { data: { token: string } }).data.token;
}
