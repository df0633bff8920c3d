import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { Apicbase } from '../../nodes/Apicbase/Apicbase.node.ts';
import { ApicbaseNewOrderTrigger } from '../../nodes/Apicbase/ApicbaseNewOrderTrigger.node.ts';
import { ApicbaseOrderValidation } from '../../nodes/Apicbase/ApicbaseOrderValidation.node.ts';
import { ApicbaseTrigger } from '../../nodes/Apicbase/ApicbaseTrigger.node.ts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';

interface Codex {
	node: string;
	nodeVersion: string;
	codexVersion: string;
	categories: string[];
	alias: string[];
	resources: Record<string, Array<{ url: string }>>;
}

/** https://docs.n8n.io/connect/create-nodes/build-your-node/reference/codex-files */
const categoriesOfN8n = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing & Content',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

const nodes: Array<[string, INodeType]> = [
	['Apicbase', new Apicbase()],
	['ApicbaseNewOrderTrigger', new ApicbaseNewOrderTrigger()],
	['ApicbaseOrderValidation', new ApicbaseOrderValidation()],
	['ApicbaseTrigger', new ApicbaseTrigger()],
];

describe.each(nodes)('what %s tells n8n for its node list', (file, { description }) => {
	const codex = JSON.parse(
		readFileSync(join(repositoryRoot(), `nodes/Apicbase/${file}.node.json`), 'utf8'),
	) as Codex;

	it('is about this node, in this version', () => {
		expect([codex.node, Number(codex.nodeVersion), codex.codexVersion]).toEqual([
			`n8n-nodes-apicbase.${description.name}`,
			description.version,
			'1.0',
		]);
	});

	it('puts it under categories that n8n has', () => {
		expect(codex.categories.length).toBeGreaterThan(0);
		expect(categoriesOfN8n).toEqual(expect.arrayContaining(codex.categories));
	});

	it('finds it by the words people search for', () => {
		expect(codex.alias).toEqual(
			expect.arrayContaining(['order', 'purchase order', 'supplier', 'wholesale', 'restaurant']),
		);
	});

	it('links to our own pages about the node, and about the credential when it has one', () => {
		const repository = 'https://github.com/n8n-nodes-apicbase/n8n-nodes-apicbase';
		const { primaryDocumentation = [], credentialDocumentation = [], ...others } = codex.resources;
		expect(others).toEqual({});
		expect(credentialDocumentation).toEqual(
			description.credentials ? [{ url: `${repository}#connect` }] : [],
		);
		const [page] = primaryDocumentation.map(({ url }) => url.split(`${repository}/blob/main/`)[1]);
		expect(existsSync(join(repositoryRoot(), page ?? 'no page'))).toBe(true);
	});

	it('names its outputs to assistants, to whom n8n does not tell them', () => {
		const { outputs, outputNames = [], builderHint } = description;
		const named = [
			...outputNames,
			...[...JSON.stringify(outputs).matchAll(/displayName: \\"([^"\\]+)/g)].map(
				([, name = '']) => name,
			),
		];
		expect(named.length).toBeGreaterThan(1);
		expect(named.filter((name) => !builderHint?.searchHint?.includes(name))).toEqual([]);
	});
});
