import { dirname } from 'node:path';
import { rm } from 'node:fs/promises';
import { packTarball } from '../../harness/n8n/packTarball.mts';
import { startSurroundings, type Surroundings } from '../../harness/wholeFlow.mts';
import type { Say } from '../frame/section.mts';
import { environments, type Engine } from '../n8n/benchN8n.mts';

/** Measures whole flows in a new n8n with this engine, with a sandbox and a mail server beside it; all of it ends afterwards. */
export async function withSurroundings<Result>(
	engine: Engine,
	say: Say,
	measure: (around: Surroundings) => Promise<Result>,
): Promise<Result> {
	const tarball = await packTarball();
	try {
		const around = await startSurroundings({
			tarball: tarball.path,
			erpCredential: { type: 'httpHeaderAuth', data: { name: 'x-api-key', value: 'bench' } },
			env: environments[engine],
			say,
		});
		return await measure(around).finally(() => around.close());
	} finally {
		await rm(dirname(tarball.path), { recursive: true, force: true });
	}
}
