import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from './processes.mts';
import { repositoryRoot } from './repositoryRoot.mts';

/** The clock of an n8n and of those around it, which a test moves. */
export interface MovableClock {
	/** What n8n is started with. */
	readonly env: Record<string, string>;
	/** Milliseconds since 1970. */
	now(): number;
	/** Moves it ahead, or back by less than nothing, and waits until n8n, which has to run, has noticed. */
	move(byMs: number): Promise<void>;
	close(): Promise<void>;
}

export async function movableClock(): Promise<MovableClock> {
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-clock-'));
	const file = join(folder, 'ahead');
	let aheadMs = 0;
	await writeFile(file, '0');
	const hasNoticed = async () =>
		(await readFile(`${file}.read`, 'utf8').catch(() => '')) === String(aheadMs) ? true : undefined;
	return {
		env: {
			CLOCK_FILE: file,
			NODE_OPTIONS: `--require ${join(repositoryRoot(), 'harness/n8n/moveClock.cjs')}`,
		},
		now: () => Date.now() + aheadMs,
		async move(byMs) {
			aheadMs += byMs;
			await writeFile(file, String(aheadMs));
			if (!(await until(hasNoticed, 10_000, 10))) throw new Error('n8n did not move its clock.');
		},
		close: () => rm(folder, { recursive: true, force: true }),
	};
}
