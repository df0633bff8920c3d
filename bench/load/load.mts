import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface LoadRequest {
	body: string | Buffer;
	headers: Record<string, string>;
}

export interface LoadJob {
	url: string;
	/** Sent in turn, from the first again when `count` is higher. */
	requests: LoadRequest[];
	count: number;
	/** How many are under way at once. */
	concurrency: number;
	/** How many leave a second at most; as fast as the answers come when it is left out. */
	perSecond?: number;
}

export interface LoadReport {
	elapsedMs: number;
	/** How often each HTTP status came. */
	statuses: Record<number, number>;
	latenciesMs: number[];
}

/** A process that sends requests. */
export interface LoadGenerator {
	run(job: LoadJob): Promise<LoadReport>;
	stop(): Promise<void>;
}

export function startLoadGenerator(): LoadGenerator {
	const child = fork(fileURLToPath(new URL('./generator.mts', import.meta.url)), {
		execArgv: ['--import', 'tsx'],
		// Bodies may be bytes.
		serialization: 'advanced',
	});
	return { run: (job) => runIn(child, job), stop: () => stop(child) };
}

async function runIn(child: ChildProcess, job: LoadJob): Promise<LoadReport> {
	const gone = new AbortController();
	child.send(job);
	try {
		return await Promise.race([
			once(child, 'message', gone).then(([report]) => report as LoadReport),
			once(child, 'exit', gone).then(([code]) => {
				throw new Error(`The load generator ended with ${code}.`);
			}),
		]);
	} finally {
		gone.abort();
	}
}

async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return;
	const ended = once(child, 'exit');
	child.disconnect();
	await ended;
}
