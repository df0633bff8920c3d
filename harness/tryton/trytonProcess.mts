import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { whereIs } from '../debianPackages.mts';
import { isAlive, signal, until } from '../n8n/processes.mts';
import { repositoryRoot } from '../n8n/repositoryRoot.mts';

export const database = 'apicbase';

/** The one that Debian's packages belong to; another one may come first in the PATH. */
const debianPython = '/usr/bin/python3';
const readyWithinMs = 120_000;
const stopWithinMs = 10_000;

export interface TrytonProcess {
	pid: number;
	stop(): Promise<void>;
}

/** Writes the settings of a Tryton that keeps everything in one folder; returns the file's path. */
export function writeSettings(folder: string, port: number): string {
	const path = join(folder, 'trytond.conf');
	const lines = [
		'[database]',
		'uri = sqlite://',
		`path = ${folder}`,
		'[web]',
		`listen = 127.0.0.1:${port}`,
		'[session]',
		'super_pwd =',
	];
	writeFileSync(path, `${lines.join('\n')}\n`);
	return path;
}

/** Starts trytond on the database in a folder and waits until it answers; it ends with the process that started it. */
export async function launchTryton(folder: string, port: number): Promise<TrytonProcess> {
	const logFile = join(folder, 'trytond.log');
	const log = openSync(logFile, 'a');
	const guard = join(repositoryRoot(), 'harness/tryton/endWithParent.py');
	const args = [guard, whereIs('trytond')!, '-c', writeSettings(folder, port), '-d', database];
	const child = spawn(debianPython, args, { cwd: folder, stdio: ['pipe', log, log] });
	closeSync(log);
	await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
	child.unref();
	(child.stdin as unknown as { unref(): void }).unref();
	const hasEnded = () =>
		child.exitCode !== null || child.signalCode !== null || !isAlive(child.pid!);
	const stop = async () => {
		signal(child.pid!, 'SIGTERM');
		const ended = await until(() => (hasEnded() ? true : undefined), stopWithinMs, 25);
		if (!ended) signal(child.pid!, 'SIGKILL');
	};
	if (
		(await until(async () => (hasEnded() ? 'ended' : await answers(port)), readyWithinMs, 100)) ===
		'ready'
	)
		return { pid: child.pid!, stop };
	await stop();
	throw new Error(
		`Tryton did not start in ${folder}:\n${readFileSync(logFile, 'utf8').slice(-3000)}`,
	);
}

async function answers(port: number): Promise<'ready' | undefined> {
	try {
		const body = JSON.stringify({ id: 0, method: 'common.server.version', params: [] });
		const headers = { 'content-type': 'application/json' };
		const { ok } = await fetch(`http://127.0.0.1:${port}/`, {
			method: 'POST',
			headers,
			body,
			signal: AbortSignal.timeout(2_000),
		});
		return ok ? 'ready' : undefined;
	} catch (error) {
		// fetch wraps "connection refused" in a TypeError.
		if (['TypeError', 'TimeoutError'].includes((error as Error).name)) return undefined;
		throw error;
	}
}
