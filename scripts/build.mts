import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { outputSchemas } from './outputSchemas.mts';

/**
 * Builds dist/: a community package may have no dependencies of its own, so everything is bundled (docs/decisions.md).
 * The four nodes share one bundle, so that the state of the process (rate limit, turns, accepted orders) exists once;
 * the files that n8n loads only name what they take from it.
 */
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
	n8n: { nodes: string[]; credentials: string[] };
};
const sourceOf = (file: string) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts');
const nodesFolder = 'nodes/Apicbase';
const nodeNames = manifest.n8n.nodes.map((file) => basename(file, '.node.js'));

const options: BuildOptions = {
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'node20',
	external: ['n8n-workflow', 'luxon'],
	// zod only reads optional settings from globalThis, and n8n's scanner refuses packages that touch it.
	define: { globalThis: 'noGlobals' },
	inject: ['scripts/noGlobals.js'],
	legalComments: 'none',
	minifySyntax: true,
	logLevel: 'info',
};

await rm('dist', { recursive: true, force: true });
await build({
	...options,
	entryPoints: manifest.n8n.credentials.map(sourceOf),
	outdir: 'dist',
	outbase: '.',
});
await build({
	...options,
	stdin: {
		contents: nodeNames.map((name) => `export { ${name} } from './${name}.node';`).join('\n'),
		resolveDir: nodesFolder,
		loader: 'ts',
	},
	outfile: join('dist', nodesFolder, 'apicbase.js'),
});
for (const name of nodeNames)
	await writeFile(
		join('dist', nodesFolder, `${name}.node.js`),
		`exports.${name} = require('./apicbase.js').${name};\n`,
	);

for (const [path, schema] of Object.entries(outputSchemas)) {
	const file = join('dist/nodes/Apicbase/__schema__', `${path}.json`);
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, JSON.stringify(schema));
}
