import { mkdir, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { outputSchemas } from './outputSchemas.mts';

/**
 * Bundles each node and credential that package.json names into dist/, because a community package may have no
 * dependencies of its own (docs/decisions.md). `globalThis` is replaced by an empty object: zod only reads
 * optional settings from it, and n8n's scanner refuses packages that touch it.
 */
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
	n8n: { nodes: string[]; credentials: string[] };
};
const entryPoints = [...manifest.n8n.credentials, ...manifest.n8n.nodes].map((file) =>
	file.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
);

await rm('dist', { recursive: true, force: true });
await build({
	entryPoints,
	outdir: 'dist',
	outbase: '.',
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'node20',
	external: ['n8n-workflow', 'luxon'],
	define: { globalThis: 'noGlobals' },
	inject: ['scripts/noGlobals.js'],
	legalComments: 'none',
	minifySyntax: true,
	logLevel: 'info',
});

for (const [path, schema] of Object.entries(outputSchemas)) {
	const file = join('dist/nodes/Apicbase/__schema__', `${path}.json`);
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, JSON.stringify(schema));
}
