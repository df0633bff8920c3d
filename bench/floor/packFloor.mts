import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { packTarball, type Tarball } from '../../harness/n8n/packTarball.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';

const manifest = {
	name: 'n8n-nodes-floor',
	version: '1.0.0',
	files: ['dist'],
	n8n: { n8nNodesApiVersion: 1, nodes: ['dist/FloorTrigger.node.js'] },
};

/** Packs the floor trigger as a community package of its own, so that n8n treats it as it treats ours. */
export async function packFloor(): Promise<Tarball> {
	const folder = await mkdtemp(join(tmpdir(), 'apicbase-floor-'));
	await build({
		entryPoints: [join(repositoryRoot(), 'bench/floor/FloorTrigger.node.mts')],
		outfile: join(folder, 'dist/FloorTrigger.node.js'),
		format: 'cjs',
		platform: 'node',
		target: 'node20',
	});
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	const tarball = await packTarball(folder);
	await rm(folder, { recursive: true, force: true });
	return tarball;
}
