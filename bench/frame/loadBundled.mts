import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

const require = createRequire(import.meta.url);

/**
 * Loads a module and all it imports as one bundle, the way the core ships (scripts/build.mts). Loaded from its sources by
 * tsx, every call from one file of the core to another would go through a getter.
 */
export async function loadBundled<Module>(entry: string): Promise<Module> {
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-bench-'));
	const outfile = join(folder, 'bundle.cjs');
	await build({
		entryPoints: [entry],
		outfile,
		bundle: true,
		platform: 'node',
		target: 'node20',
		format: 'cjs',
		minifySyntax: true,
	});
	const loaded = require(outfile) as Module;
	await rm(folder, { recursive: true });
	return loaded;
}
