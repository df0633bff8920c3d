import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { isAlive, signal, until } from '../n8n/processes.mts';
import { repositoryRoot } from '../n8n/repositoryRoot.mts';

/** A server that was started for a test alone. */
export interface Server {
	readonly port: number;
	readonly pid: number;
	/** Asks it to end, and takes it down when it has not ended after ten seconds. */
	stop(): Promise<void>;
}

/** One that can be stopped and started again on what it has stored, on the same port. */
export interface RestartableServer extends Server {
	restart(): Promise<void>;
}

/** Whom the server runs as; its starter when left out. */
export interface RunAs {
	uid?: number;
	gid?: number;
}

interface Start {
	command: string;
	args: readonly string[];
	port: number;
	logFile: string;
	runAs?: RunAs;
}

const readyWithinMs = 120_000;
const stopWithinMs = 10_000;

/** Starts a server in a process group of its own, which ends with this process, and waits until its port answers. */
export async function startServer({
	command,
	args,
	port,
	logFile,
	runAs = {},
}: Start): Promise<Server> {
	const log = openSync(logFile, 'a');
	const guard = join(repositoryRoot(), 'harness/services/runWithParent.cjs');
	const child = spawn(process.execPath, [guard, JSON.stringify(runAs), command, ...args], {
		stdio: ['pipe', log, log],
		detached: true,
	});
	closeSync(log);
	child.unref();
	(child.stdin as unknown as { unref(): void }).unref();
	const pid = child.pid!;
	const hasEnded = () => child.exitCode !== null || child.signalCode !== null || !isAlive(pid);
	const stop = async () => {
		if (hasEnded()) return;
		signal(pid, 'SIGTERM');
		await until(() => hasEnded() || undefined, stopWithinMs, 25);
		signal(-pid, 'SIGKILL');
	};
	const answer = await until(
		async () => (hasEnded() ? 'ended' : (await answers(port)) ? 'ready' : undefined),
		readyWithinMs,
		50,
	);
	if (answer === 'ready') return { port, pid, stop };
	await stop();
	throw new Error(
		`${command} did not start on port ${port}. What it printed:\n${readFileSync(logFile, 'utf8').slice(-2_000)}`,
	);
}

const answers = (port: number): Promise<boolean> =>
	new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		const done = (isOpen: boolean) => {
			socket.destroy();
			resolve(isOpen);
		};
		socket.once('connect', () => done(true)).once('error', () => done(false));
	});
