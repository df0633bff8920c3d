import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { readExample } from '../../harness/n8n/importExample.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';

const ending = '.workflow.json';
const names = readdirSync(join(repositoryRoot(), 'examples'))
	.filter((file) => file.endsWith(ending))
	.map((file) => file.slice(0, -ending.length));

/** Every text in a value, however it is nested. */
const textsIn = (value: unknown): string[] =>
	typeof value === 'string'
		? [value]
		: typeof value === 'object' && value !== null
			? Object.values(value).flatMap(textsIn)
			: [];

describe.each(names)('the example %s', (name) => {
	const { nodes, connections } = readExample(name);
	const steps = new Set(nodes.map((node) => node.name));
	const texts = nodes.flatMap(({ parameters }) => textsIn(parameters));
	const expressions = texts
		.filter((text) => text.startsWith('='))
		.flatMap((text) =>
			[...text.matchAll(/\{\{([\s\S]*?)\}\}(?!\})/g)].map(([, code = '']) => code),
		);

	it('names no step that it does not have, in its lines and in its expressions', () => {
		const ends = Object.values(connections).flatMap(({ main = [] }) =>
			main.flatMap((output) => (output ?? []).map(({ node }) => node)),
		);
		const read = expressions.flatMap((code) =>
			[...code.matchAll(/\$\('([^']+)'\)/g)].map(([, step = '']) => step),
		);
		const named = [...Object.keys(connections), ...ends, ...read];
		expect(named.filter((step) => !steps.has(step))).toEqual([]);
	});

	it('has expressions that can be read', () => {
		for (const code of expressions) expect(() => new Script(`(${code})`)).not.toThrow();
	});
});
