import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { installN8n } from '../../harness/n8n/installN8n.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';

/** Where and on what a run was taken: lines for the header. */
export async function describeMachine(): Promise<string[]> {
	const { version, nodeBinary } = await installN8n();
	const [first] = cpus();
	return [
		`${new Date().toISOString()}, commit ${commit()}`,
		`${cpus().length} × ${first?.model.trim() ?? 'unknown CPU'}, ${(totalmem() / 2 ** 30).toFixed(1)} GB, ${process.platform} ${process.arch}`,
		`n8n ${version} on Node ${run(nodeBinary, ['--version']).slice(1)} with SQLite, everything on loopback; core on Node ${process.versions.node}`,
	];
}

/** Load averages of the last 1, 5 and 15 minutes: before a run they tell how quiet the machine was. */
export const loadAverages = (): string =>
	loadavg()
		.map((load) => load.toFixed(2))
		.join(' ');

function commit(): string {
	const changed =
		run('git', [
			'status',
			'--porcelain',
			'--untracked-files=no',
			'--',
			'core',
			'nodes',
			'credentials',
			'scripts',
		]) !== '';
	return run('git', ['rev-parse', '--short', 'HEAD']) + (changed ? ' with changes' : '');
}

const run = (command: string, args: string[]): string =>
	execFileSync(command, args, { cwd: repositoryRoot(), encoding: 'utf8' }).trim();
