import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from './freePorts.mts';
import type { N8nRuntime } from './installN8n.mts';
import { n8nEnvironment } from './n8nEnvironment.mts';
import { logTail } from './n8nLog.mts';
import { isAlive, signal, until } from './processes.mts';
import { repositoryRoot } from './repositoryRoot.mts';

export interface N8nProcess {
	pid: number;
	url: string;
	port: number;
	/** Asks n8n to stop, and takes it down when it has not stopped after 15 seconds. */
	stop(): Promise<void>;
	/** Takes n8n and its task runner down at once, as a power cut would. */
	kill(): Promise<void>;
}

export interface Launch {
	runtime: N8nRuntime;
	userFolder: string;
	logFile: string;
	/** Without it the system picks one. */
	port?: number;
	env?: Record<string, string>;
	/** What this process is in queue mode; without it n8n does everything itself. */
	command?: 'start' | 'worker' | 'webhook';
}

const readyWithinMs = 300_000;
const stopWithinMs = 15_000;
const tries = 4;

/** Starts n8n in a process group of its own and waits until it serves requests; throws with the end of n8n's log when it does not. */
export async function launchN8n(launch: Launch): Promise<N8nProcess> {
	for (let left = tries; ; left--) {
		const logFrom = readLog(launch.logFile).length;
		const n8n = await spawnN8n(launch);
		let isUp = false;
		try {
			isUp = await isReady(n8n, launch);
		} finally {
			if (!isUp) await n8n.kill();
		}
		if (isUp) return n8n;
		const log = readLog(launch.logFile).slice(logFrom);
		// Between picking a port and n8n's taking it, somebody else may have taken it.
		if (left > 1 && launch.port === undefined && log.includes('already in use')) continue;
		throw new Error(
			`n8n did not start (port ${n8n.port}, folder ${launch.userFolder}). The end of its log:\n${logTail(log)}`,
		);
	}
}

/** Everything n8n printed so far, over all its starts. */
export function readLog(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		return '';
	}
}

async function spawnN8n({
	runtime,
	userFolder,
	logFile,
	port: wanted,
	env,
	command = 'start',
}: Launch): Promise<N8nProcess> {
	const [picked = 0, brokerPort = 0] = await freePorts(2);
	const port = wanted ?? picked;
	const log = openSync(logFile, 'a');
	const guard = join(repositoryRoot(), 'harness/n8n/endWithParent.cjs');
	const child = spawn(runtime.nodeBinary, ['--require', guard, runtime.n8nBinary, command], {
		cwd: userFolder,
		env: { ...n8nEnvironment({ runtime, userFolder, port, brokerPort }), ...env },
		stdio: ['pipe', log, log],
		detached: true,
	});
	closeSync(log);
	await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
	// A test that forgot to stop n8n must still end, and with it, through the pipe, n8n.
	child.unref();
	(child.stdin as unknown as { unref(): void }).unref();
	return running(child.pid!, port, () => child.exitCode !== null || child.signalCode !== null);
}

function running(pid: number, port: number, hasEnded: () => boolean): N8nProcess {
	const ended = () =>
		until(() => (hasEnded() || !isAlive(pid) ? true : undefined), stopWithinMs, 25);
	const kill = async () => {
		signal(-pid, 'SIGKILL');
		await ended();
	};
	const stop = async () => {
		if (hasEnded()) return;
		signal(pid, 'SIGTERM');
		await ended();
		await kill();
	};
	return { pid, port, url: `http://127.0.0.1:${port}`, stop, kill };
}

/** n8n 1 says that it is ready before its editor's API is there, which a worker or webhook process never has. */
async function isReady({ pid, url }: N8nProcess, { command = 'start' }: Launch): Promise<boolean> {
	const paths =
		command === 'start' ? ['/healthz/readiness', '/rest/settings'] : ['/healthz/readiness'];
	const answer = await until(
		async () => {
			if (!isAlive(pid)) return 'ended';
			for (const path of paths) if (!(await answers(url + path))) return undefined;
			return 'ready';
		},
		readyWithinMs,
		150,
	);
	return answer === 'ready';
}

async function answers(url: string): Promise<boolean> {
	try {
		const { status } = await fetch(url, { signal: AbortSignal.timeout(2_000) });
		return status === 200;
	} catch (error) {
		// fetch wraps "connection refused" in a TypeError. Names, since under jest the classes are another realm's.
		if (['TypeError', 'TimeoutError'].includes((error as Error).name)) return false;
		throw error;
	}
}
