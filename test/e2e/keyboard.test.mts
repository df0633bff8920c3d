import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../harness/browser.mts';
import { Editor } from '../../harness/editor.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import { until } from '../../harness/n8n/processes.mts';
import { aNode } from '../../harness/n8n/workflowParts.mts';

let n8n: RunningN8n;
let browser: Browser;
let editor: Editor;

beforeAll(async () => {
	[n8n, browser] = await Promise.all([sharedN8n(), openBrowser()]);
	editor = await Editor.open(n8n, browser);
});

beforeEach(async () => {
	const { id } = await n8n.client.workflows.create({
		name: 'Keyboard',
		nodes: [aNode('Start', 'n8n-nodes-base.manualTrigger')],
		connections: {},
	});
	await editor.openWorkflow(id);
});

afterAll(async () => {
	await browser?.close();
});

/** More than n8n lists of us in one place. */
const mostEntries = 20;

/** Opens n8n's node list with its key, and types what is looked for once the list takes keys. */
async function search(term: string): Promise<void> {
	const searchBar = editor.part('node-creator-search-bar');
	await pressUntil('n', () => searchBar.isVisible());
	await until(
		async () =>
			(await searchBar.evaluate(
				(bar) => bar === document.activeElement || bar.contains(document.activeElement),
			))
				? true
				: undefined,
		10_000,
		100,
	);
	await editor.page.keyboard.type(term);
}

/** Presses the arrow down until this entry of the node list is the marked one, then Enter until the list has taken it. */
async function choose(entry: string): Promise<void> {
	const list = editor.part('node-creator');
	await list.getByText(entry, { exact: true }).first().waitFor();
	const marked = list.locator('.clickable[class*="_active_"]').getByText(entry, { exact: true });
	for (let presses = 0; presses < mostEntries && !(await marked.isVisible()); presses += 1)
		await editor.page.keyboard.press('ArrowDown');
	await marked.waitFor();
	await list.evaluate(
		'list => Promise.all(list.getAnimations({ subtree: true }).map(({ finished }) => finished))',
	);
	await pause(300);
	await pressUntil('Enter', async () => !(await marked.isVisible()));
}

/** The list slides in and out, and may take no key while it moves: a person presses again. */
async function pressUntil(key: string, isDone: () => Promise<boolean>): Promise<void> {
	for (let presses = 0; presses < mostEntries && !(await isDone()); presses += 1) {
		await editor.page.keyboard.press(key);
		await until(async () => ((await isDone()) ? true : undefined), 1500, 100);
	}
	expect(await isDone()).toBe(true);
}

it.each(['Apicbase Order Validation', 'Apicbase New Order Trigger'])(
	'puts %s into a workflow, with its settings open',
	async (node) => {
		await search('apicbase');
		await choose(node);
		await choose('Add to workflow');
		await editor.part('ndv').waitFor();
		expect(await editor.part('node-title-container').first().innerText()).toBe(node);
		await editor.page.keyboard.press('Escape');
		await editor.node(node).waitFor();
	},
);
