import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { repositoryRoot } from './n8n/repositoryRoot.mts';

/** A command that stays up. */
export interface Running {
	printed: string;
	/** Ctrl+C, which a terminal sends to the whole group; resolves when the command has ended, also if it had before. */
	interrupt(): Promise<void>;
}

/** Starts a command in the repository, and returns when it has printed this text. */
export async function runUntilPrinted(
	command: string,
	args: readonly string[],
	text: string,
): Promise<Running> {
	const child = spawn(command, args, {
		cwd: repositoryRoot(),
		detached: true,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const ended = once(child, 'exit');
	let printed = '';
	child.stdout.setEncoding('utf8').on('data', (more: string) => (printed += more));
	await new Promise<void>((resolve, reject) => {
		child.stdout.on('data', () => printed.includes(text) && resolve());
		child.once('exit', () =>
			reject(
				new Error(`${command} ${args.join(' ')} ended before it printed "${text}":\n${printed}`),
			),
		);
	});
	return {
		get printed() {
			return printed;
		},
		async interrupt() {
			const isRunning = child.exitCode === null && child.signalCode === null;
			if (isRunning) process.kill(-child.pid!, 'SIGINT');
			await ended;
		},
	};
}
