import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Layer {
	folders: string[];
	mayImport: RegExp[];
	mustNotContain?: RegExp;
}

/** Which layer may import what (docs/decisions.md); relative imports are judged by where they lead. */
const layers: Record<string, Layer> = {
	'the core': {
		folders: ['core'],
		mayImport: [/^core\//, /^zod\/v4-mini$/, /^luxon$/, /^big\.js$/, /^node:crypto$/],
		mustNotContain:
			/Date\.now\(|new Date\(\)|Math\.random|randomUUID|DateTime\.(now|local|utc)\(\)/,
	},
	'the nodes': {
		folders: ['nodes', 'credentials'],
		mayImport: [/^core\//, /^nodes\//, /^n8n-workflow$/, /^luxon$/, /^node:crypto$/],
	},
	'the sandbox': {
		folders: ['sandbox'],
		mayImport: [/^sandbox\//, /^node:/, /^fastify$/, /^@fastify\//],
	},
};

const files = (folder: string): string[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.m?ts$/.test(file))
		.map((file) => path.posix.join(folder, file));

const source = (file: string) => readFileSync(file, 'utf8');

function importsOf(file: string): string[] {
	const found = source(file).matchAll(/(?:from|import|require\()\s*'([^']+)'/g);
	return [...found].map(([, to = '']) =>
		to.startsWith('.') ? path.posix.join(path.posix.dirname(file), to) : to,
	);
}

describe.each(Object.entries(layers))('%s', (_name, { folders, mayImport, mustNotContain }) => {
	const all = folders.flatMap(files);

	it('exists', () => {
		expect(all.length).toBeGreaterThan(0);
	});

	it('imports only what it may', () => {
		const strangers = all.flatMap((file) =>
			importsOf(file)
				.filter((to) => !mayImport.some((allowed) => allowed.test(to)))
				.map((to) => `${file} imports ${to}`),
		);
		expect(strangers).toEqual([]);
	});

	if (mustNotContain) {
		it('knows neither the clock nor chance', () => {
			expect(all.filter((file) => mustNotContain.test(source(file)))).toEqual([]);
		});
	}
});

describe('the node shells', () => {
	it('leave HTTP to the transport', () => {
		const outside = files('nodes').filter(
			(file) => !file.includes('/transport/') && /helpers\.(http|request)/.test(source(file)),
		);
		expect(outside).toEqual([]);
	});

	it('keep checks and hashing out of *.node.ts', () => {
		const shells = files('nodes').filter((file) => file.endsWith('.node.ts'));
		const busy = shells.filter((file) =>
			importsOf(file).some((to) => to.startsWith('core/') || to === 'node:crypto'),
		);
		expect(busy).toEqual([]);
	});
});
