import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../harness/browser.mts';
import { Editor } from '../../harness/editor.mts';
import { readExample } from '../../harness/n8n/importExample.mts';
import { until } from '../../harness/n8n/processes.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';

const ending = '.workflow.json';
const examples = readdirSync(join(repositoryRoot(), 'examples'))
	.filter((file) => file.endsWith(ending))
	.map((file) => file.slice(0, -ending.length));

let n8n: RunningN8n;
let browser: Browser;
let editor: Editor;
let knownTypes: Set<string>;

beforeAll(async () => {
	[n8n, browser] = await Promise.all([sharedN8n(), openBrowser()]);
	knownTypes = new Set((await n8n.client.nodeTypes()).map(({ name }) => name));
	editor = await Editor.open(n8n, browser);
});

afterAll(async () => {
	await browser?.close();
});

describe.each(examples)('examples/%s.workflow.json', (name) => {
	const { nodes, ...example } = readExample(name);
	const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');

	it('stands alone: credentials are placeholders, it names no machine, and notes explain it', () => {
		const chosen = nodes.flatMap(({ type, credentials = {} }) =>
			Object.values(credentials).map((credential) => ({ type, ...credential })),
		);
		// n8n fills in an empty ID by type, but not in HTTP Request steps; there, without an ID, it looks for the name.
		const placeholder = (type: string) => (type === 'n8n-nodes-base.httpRequest' ? null : '');
		expect(
			chosen.filter(({ type, id, name: label }) => id !== placeholder(type) || label === ''),
		).toEqual([]);
		expect(JSON.stringify({ nodes, ...example })).not.toMatch(/https?:\/\/|127\.0\.0\.1|localhost/);
		expect(
			notes.filter(
				({ parameters: { content } }) => typeof content === 'string' && content.startsWith('## '),
			),
		).toHaveLength(1);
	});

	it('uses no step that n8n does not know', () => {
		expect(
			nodes
				.map(({ type }) => type)
				.filter((type) => !knownTypes.has(type) && type !== 'n8n-nodes-base.stickyNote'),
		).toEqual([]);
	});

	it("is imported by n8n's editor without a warning, all of it on the canvas", async () => {
		await editor.importFile(join(repositoryRoot(), 'examples', name + ending));
		const onCanvas = async () => (await editor.stepNames()).sort();
		const steps = nodes
			.filter((node) => !notes.includes(node))
			.map((node) => node.name)
			.sort();
		await until(
			async () => ((await onCanvas()).length === steps.length ? true : undefined),
			10_000,
		);
		expect(await onCanvas()).toEqual(steps);
		// n8n chooses a credential by itself where there is one of its type only, and says so.
		const warnings = editor.page.locator('.el-notification', {
			hasNotText: 'Credentials auto-added',
		});
		expect(await warnings.allInnerTexts()).toEqual([]);
	});
});
