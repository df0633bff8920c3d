import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { N8nRuntime } from '../n8n/installN8n.mts';
import { installPackage } from '../n8n/installPackage.mts';
import { launchN8n, readLog, type Launch, type N8nProcess } from '../n8n/n8nProcess.mts';

/** One process of an n8n in queue mode, with a folder of its own as in a container. */
export interface QueueMember {
	readonly name: string;
	readonly url: string;
	readonly pid: number;
	/** Everything it printed, over all its starts. */
	log(): string;
	stop(): Promise<void>;
	/** Takes it down at once, as a power cut would. */
	kill(): Promise<void>;
	/** Puts this package in the place of the one it has, for its next start. */
	install(tarball: string): Promise<void>;
	/** Starts it again on the same folder and port. */
	restart(): Promise<void>;
}

interface Recipe {
	name: string;
	command: NonNullable<Launch['command']>;
	runtime: N8nRuntime;
	/** Holds the folders of all members. */
	parent: string;
	tarball?: string | undefined;
	env: Record<string, string>;
}

export async function startMember({
	name,
	command,
	runtime,
	parent,
	tarball,
	env,
}: Recipe): Promise<QueueMember> {
	const userFolder = join(parent, name);
	const logFile = join(userFolder, 'n8n.log');
	await mkdir(join(userFolder, '.n8n/nodes'), { recursive: true });
	if (tarball) await installPackage(userFolder, tarball);
	const launch: Launch = { runtime, userFolder, logFile, env, command };
	let current: N8nProcess = await launchN8n(launch);
	return {
		name,
		url: current.url,
		get pid() {
			return current.pid;
		},
		log: () => readLog(logFile),
		stop: () => current.stop(),
		kill: () => current.kill(),
		async install(other) {
			await installPackage(userFolder, other);
		},
		async restart() {
			await current.stop();
			// By this file n8n sees that it was killed, and waits ten seconds.
			await rm(join(userFolder, '.n8n/crash.journal'), { force: true });
			current = await launchN8n({ ...launch, port: current.port });
		},
	};
}
