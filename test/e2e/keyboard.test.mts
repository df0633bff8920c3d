import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.mts';
import { Editor } from '../support/editor.mts';
import { packedTarball } from '../support/n8n/packedTarball.mts';
import { startN8n, type N8n } from '../support/n8n/startN8n.mts';
import { aNode } from '../support/n8n/workflowParts.mts';

let n8n: N8n;
let browser: Browser;
let editor: Editor;

beforeAll(async () => {
	[n8n, browser] = await Promise.all([startN8n({ tarball: packedTarball().path }), openBrowser()]);
	editor = await Editor.open(n8n, browser);
});

beforeEach(async () => {
	const { id } = await n8n.client.workflows.create({ name: 'Keyboard', nodes: [aNode('Start', 'n8n-nodes-base.manualTrigger')], connections: {} });
	await editor.openWorkflow(id);
});

afterAll(async () => {
	await Promise.all([browser?.close(), n8n?.stop()]);
});

/** More than n8n lists of us in one place. */
const mostEntries = 20;

/** Opens n8n's node list with its key, and types what is looked for. */
async function search(term: string): Promise<void> {
	await editor.page.keyboard.press('n');
	await editor.part('node-creator-search-bar').waitFor();
	await editor.page.keyboard.type(term);
}

/** Presses the arrow down until this entry of the node list is the marked one, then Enter. */
async function choose(entry: string): Promise<void> {
	const list = editor.part('node-creator');
	await list.getByText(entry, { exact: true }).first().waitFor();
	const marked = list.locator('.clickable[class*="_active_"]').getByText(entry, { exact: true });
	for (let presses = 0; presses < mostEntries && !(await marked.isVisible()); presses += 1) await editor.page.keyboard.press('ArrowDown');
	await marked.waitFor();
	// The list slides in, and takes no key before it has arrived.
	await list.evaluate('list => Promise.all(list.getAnimations({ subtree: true }).map(({ finished }) => finished))');
	await editor.page.keyboard.press('Enter');
}

it.each(['Apicbase Order Validation', 'Apicbase New Order Trigger'])('puts %s into a workflow, with its settings open', async (node) => {
	await search('apicbase');
	await choose(node);
	await choose('Add to workflow');
	await editor.part('ndv').waitFor();
	expect(await editor.part('node-title-container').first().innerText()).toBe(node);
	await editor.page.keyboard.press('Escape');
	await editor.node(node).waitFor();
});

it('goes from the name Apicbase to one of its actions', async () => {
	await search('apicbase');
	await choose('Apicbase');
	await choose('Get many orders');
	await editor.part('ndv').waitFor();
	const chosen = ['resource', 'operation'].map((name) => editor.part(`parameter-input-${name}`).locator('input').inputValue());
	expect(await Promise.all(chosen)).toEqual(['Order', 'Get Many']);
});
