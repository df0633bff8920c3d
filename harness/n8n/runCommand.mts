import { spawn } from 'node:child_process';
import type { Say } from './madeOnce.mts';

interface How {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** Whom it runs as; its starter when left out. */
	uid?: number;
	gid?: number;
	/** Where progress goes: a line at the start and one every 15 seconds. Nothing is said without it. */
	say?: Say;
	/** The line, e.g. "Installing n8n 2.41.1 (about 2 minutes)". */
	title?: string;
}

const everyMs = 15_000;

/** Runs a command to its end and returns what it wrote to stdout; a non-zero exit throws with the end of its output. */
export async function runCommand(
	command: string,
	args: readonly string[],
	{ say, title, ...how }: How,
): Promise<string> {
	const startedMs = Date.now();
	if (title) say?.(title);
	const ticker = setInterval(
		() => say?.(`  … ${Math.round((Date.now() - startedMs) / 1000)} s`),
		everyMs,
	);
	try {
		return await output(command, args, { env: process.env, ...how });
	} finally {
		clearInterval(ticker);
	}
}

function output(
	command: string,
	args: readonly string[],
	how: Omit<How, 'say' | 'title'>,
): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { ...how, stdio: ['ignore', 'pipe', 'pipe'] });
		let stdout = '';
		let everything = '';
		child.stdout.setEncoding('utf8').on('data', (text: string) => {
			stdout += text;
			everything += text;
		});
		child.stderr.setEncoding('utf8').on('data', (text: string) => (everything += text));
		child.once('error', reject);
		child.once('close', (code) => {
			if (code === 0) return resolve(stdout);
			const tail = everything.trim().split('\n').slice(-40).join('\n');
			reject(
				new Error(`\`${command} ${args.join(' ')}\` in ${how.cwd} ended with ${code}:\n${tail}`),
			);
		});
	});
}
