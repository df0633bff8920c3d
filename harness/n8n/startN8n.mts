import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from './client.mts';
import { type Edition, installN8n } from './installN8n.mts';
import { installPackage } from './installPackage.mts';
import type { Say } from './madeOnce.mts';
import { type Launch, launchN8n, type N8nProcess, readLog } from './n8nProcess.mts';
import { fillUserFolder } from './userFolderTemplate.mts';

export interface StartOptions {
	/** The n8n that everything is tested with when left out. */
	edition?: Edition;
	/** Path of the packed package to install. */
	tarball?: string;
	/** On top of n8nEnvironment, e.g. { N8N_EXPRESSION_ENGINE: 'legacy' }. */
	env?: Record<string, string>;
	/** A folder to keep, used as it is when an n8n ran in it before; without it n8n gets a new one, which is deleted when it stops. */
	userFolder?: string;
	port?: number;
	say?: Say;
}

export interface RestartOptions {
	env?: Record<string, string>;
	/** Deletes the journal by which n8n sees that it was killed, and which makes it wait 10 seconds before it starts. */
	fastRestart?: boolean;
}

/** A running n8n with its owner signed in. */
export interface RunningN8n {
	readonly url: string;
	readonly pid: number;
	readonly userFolder: string;
	readonly logFile: string;
	readonly client: Client;
	/** Everything n8n printed, over all its starts; one JSON object per line. */
	log(): string;
}

/** The same, in the hands of whoever started it. */
export interface N8n extends RunningN8n {
	/** How long it took until n8n served requests. */
	readonly startedInMs: number;
	/** Stops n8n; one whose folder nobody chose is taken down at once, and its folder deleted. */
	stop(): Promise<void>;
	/** Kills n8n with its task runner; the folder stays, for `restart`. */
	kill(): Promise<void>;
	/** Starts again on the same folder and port, after a `kill` or by stopping first. */
	restart(options?: RestartOptions): Promise<void>;
}

/** Installs n8n when needed, prepares a folder with the package in it, and starts n8n on loopback. */
export async function startN8n({
	edition = 'current',
	tarball,
	env,
	userFolder: chosen,
	port,
	say = () => {},
}: StartOptions = {}): Promise<N8n> {
	const runtime = await installN8n({ edition, say });
	const userFolder = chosen ?? (await mkdtemp(join(tmpdir(), 'apicbase-n8n-')));
	const launch: Launch = {
		runtime,
		userFolder,
		logFile: join(userFolder, 'n8n.log'),
		...(port && { port }),
		...(env && { env }),
	};
	const isThrowAway = chosen === undefined;
	try {
		await prepareFolder(launch, tarball, say);
		say('Starting n8n');
		const startedMs = Date.now();
		const n8n = await launchN8n(launch);
		const startedInMs = Date.now() - startedMs;
		return handle(launch, n8n, { client: new Client(n8n.url, runtime), startedInMs, isThrowAway });
	} catch (error) {
		if (isThrowAway) await rm(userFolder, { recursive: true, force: true });
		throw error;
	}
}

async function prepareFolder(
	{ runtime, userFolder }: Launch,
	tarball: string | undefined,
	say: Say,
): Promise<void> {
	await mkdir(userFolder, { recursive: true });
	if (!existsSync(join(userFolder, '.n8n'))) await fillUserFolder(userFolder, runtime, say);
	if (tarball) await installPackage(userFolder, tarball);
}

function handle(
	launch: Launch,
	first: N8nProcess,
	{
		client,
		startedInMs,
		isThrowAway,
	}: Pick<N8n, 'client' | 'startedInMs'> & { isThrowAway: boolean },
): N8n {
	let n8n = first;
	let logAtTheEnd: string | undefined;
	const { userFolder, logFile } = launch;
	return {
		url: first.url,
		userFolder,
		logFile,
		client,
		startedInMs,
		get pid() {
			return n8n.pid;
		},
		log: () => logAtTheEnd ?? readLog(logFile),
		kill: () => n8n.kill(),
		async stop() {
			await (isThrowAway ? n8n.kill() : n8n.stop());
			logAtTheEnd ??= readLog(logFile);
			if (isThrowAway) await rm(userFolder, { recursive: true, force: true });
		},
		async restart({ env = {}, fastRestart = false } = {}) {
			await n8n.stop();
			if (fastRestart) await rm(join(userFolder, '.n8n/crash.journal'), { force: true });
			n8n = await launchN8n({ ...launch, port: first.port, env: { ...launch.env, ...env } });
		},
	};
}
