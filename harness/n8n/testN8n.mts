import { Client } from './client.mts';
import { installN8n } from './installN8n.mts';
import { readLog } from './n8nProcess.mts';
import { packedTarball } from './packedTarball.mts';
import { startTimeVariable } from './processes.mts';
import type { Say } from './madeOnce.mts';
import { startN8n, type N8n, type RunningN8n } from './startN8n.mts';

/** How the set-up tells the processes that run tests where the shared n8n is. */
const sharedVariable = 'N8N_NODES_APICBASE_SHARED_N8N';

/**
 * n8n's default engine for expressions builds an isolate for each run, which costs several times the CPU of the order itself.
 * Tests use the older engine, but where the engine is what they are about (webhook, install, compat, queue mode).
 */
export const legacyEngine = { N8N_EXPRESSION_ENGINE: 'legacy' };

/** Starts the n8n that suites share, and notes how long it took on this machine. */
export async function startSharedN8n(tarball: string, say: Say): Promise<N8n> {
	const n8n = await startN8n({ tarball, env: legacyEngine, say });
	const { url, pid, userFolder, logFile } = n8n;
	const { cookie } = await n8n.client.session.signIn();
	process.env[sharedVariable] = JSON.stringify({ url, pid, userFolder, logFile, cookie });
	process.env[startTimeVariable] = String(n8n.startedInMs);
	return n8n;
}

/** The one n8n of all suites that need no settings of its own, and that neither kill it nor lock its database. */
export async function sharedN8n(): Promise<RunningN8n> {
	const where = process.env[sharedVariable];
	if (where === undefined)
		throw new Error('No shared n8n: start the end-to-end tests through jest.');
	const { url, pid, userFolder, logFile, cookie } = JSON.parse(where) as Omit<
		RunningN8n,
		'client' | 'log'
	> & { cookie: string };
	const client = new Client(url, await installN8n(), cookie);
	const publish = client.workflows.publish.bind(client.workflows);
	client.workflows.publish = async (id) => {
		published.push([client, id]);
		await publish(id);
	};
	return { url, pid, userFolder, logFile, client, log: () => readLog(logFile) };
}

/** What this suite has live on the shared n8n. */
const published: Array<[Client, string]> = [];

/** Unpublishes what a suite published on the shared n8n, so that its polls do not go on behind it. */
export async function leaveSharedN8n(): Promise<void> {
	for (const [{ workflows }, id] of published.splice(0)) await workflows.unpublish(id);
}

/** An n8n of a suite's own with the package in it, in the older engine unless `env` says otherwise. */
export const startOwnN8n = (env: Record<string, string> = {}): Promise<N8n> =>
	startN8n({ tarball: packedTarball().path, env: { ...legacyEngine, ...env } });
