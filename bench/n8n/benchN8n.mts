import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { installN8n } from '../../harness/n8n/installN8n.mts';
import { installPackage } from '../../harness/n8n/installPackage.mts';
import { packTarball } from '../../harness/n8n/packTarball.mts';
import { startN8n, type N8n } from '../../harness/n8n/startN8n.mts';
import { fillUserFolder } from '../../harness/n8n/userFolderTemplate.mts';
import { packFloor } from '../floor/packFloor.mts';
import type { Say } from '../frame/section.mts';

/** How n8n evaluates expressions: `vm` is its default, `lazy` the same with isolates built only when an expression needs one. */
export const environments = {
	vm: { N8N_EXPRESSION_ENGINE: 'vm' },
	lazy: { N8N_EXPRESSION_ENGINE: 'vm', N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' },
	legacy: { N8N_EXPRESSION_ENGINE: 'legacy' },
};
export type Engine = keyof typeof environments;
export const engines = Object.keys(environments) as Engine[];

/** Starts an n8n that holds our package and the floor trigger, uses it, and takes it away again. */
export async function withN8n<Result>(
	engine: Engine,
	say: Say,
	use: (n8n: N8n) => Promise<Result>,
	env: Record<string, string> = {},
): Promise<Result> {
	const runtime = await installN8n({ say });
	const userFolder = await mkdtemp(join(tmpdir(), 'apicbase-bench-'));
	const [tarball, floor] = [await packTarball(), await packFloor()];
	let n8n: N8n | undefined;
	try {
		await fillUserFolder(userFolder, runtime, say);
		await installPackage(userFolder, floor.path);
		n8n = await startN8n({
			tarball: tarball.path,
			userFolder,
			env: { ...environments[engine], ...env, N8N_LOG_LEVEL: 'warn', ...profiling() },
		});
		return await use(n8n);
	} finally {
		await n8n?.stop();
		for (const folder of [userFolder, dirname(tarball.path), dirname(floor.path)])
			await rm(folder, { recursive: true, force: true });
	}
}

/** `BENCH_NODE_OPTIONS="--cpu-prof --cpu-prof-dir=/tmp/profile"` shows where n8n's time goes. */
function profiling(): Record<string, string> {
	const { BENCH_NODE_OPTIONS: options } = process.env;
	return options === undefined ? {} : { NODE_OPTIONS: options };
}
