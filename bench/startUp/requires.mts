import { basename, join } from 'node:path';
import { installN8n } from '../../harness/n8n/installN8n.mts';
import type { Tarball } from '../../harness/n8n/packTarball.mts';
import { runCommand } from '../../harness/n8n/runCommand.mts';
import { interleave } from '../frame/interleave.mts';
import { compareRow, type MeasuredRow } from '../frame/row.mts';
import type { Say } from '../frame/section.mts';

interface LoadingCost {
	ms: number;
	kilobytes: number;
}

const rounds = 5;
const comparedTo = "n8n's HTTP Request node";

const loadOnce = `
	require('n8n-workflow');
	require('luxon');
	gc();
	const heap = process.memoryUsage().heapUsed;
	const started = performance.now();
	require(process.argv[1]);
	const ms = performance.now() - started;
	gc();
	process.stdout.write(JSON.stringify({ ms, kilobytes: (process.memoryUsage().heapUsed - heap) / 1024 }));
`;

/** Loads each file of the package, and a node of n8n's own, in fresh processes. */
export async function compareRequires(
	folder: string,
	{ files }: Tarball,
	say: Say,
): Promise<MeasuredRow[]> {
	const { folder: n8nFolder, nodeBinary } = await installN8n();
	const modules = join(n8nFolder, 'node_modules');
	const load = (file: string) => async (): Promise<LoadingCost> =>
		JSON.parse(
			await runCommand(nodeBinary, ['--expose-gc', '-e', loadOnce, file], {
				cwd: folder,
				env: { ...process.env, NODE_PATH: modules },
			}),
		) as LoadingCost;
	const scripts = files.filter((file) => file.endsWith('.js'));
	say(`loading ${scripts.length} files, ${rounds} rounds`);
	const contenders: Record<string, () => Promise<LoadingCost>> = {
		...Object.fromEntries(scripts.map((file) => [file, load(join(folder, file))])),
		theirs: load(join(modules, 'n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js')),
	};
	const costs = await interleave(rounds, contenders);
	const row = (file: string, what: string, unit: string, of: (cost: LoadingCost) => number) =>
		compareRow({
			section: 'start-up',
			name: `${what} of ${basename(file)}`,
			unit,
			better: 'lower',
			comparedTo,
			ours: costs[file]!.map(of),
			theirs: costs.theirs!.map(of),
		});
	return scripts.flatMap((file) => [
		row(file, 'loading time', 'ms', ({ ms }) => ms),
		row(file, 'memory', 'kB', ({ kilobytes }) => kilobytes),
	]);
}
