import type { Browser } from 'playwright-core';
import { openBrowser } from '../../harness/browser.mts';
import { Editor } from '../../harness/editor.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import { aNode, chain } from '../../harness/n8n/workflowParts.mts';
import { aLine, anOrder } from '../../harness/orders.mts';
import { screenshot } from '../../harness/screenshot.mts';

let n8n: RunningN8n;
let browser: Browser;
let editor: Editor;

beforeAll(async () => {
	[n8n, browser] = await Promise.all([sharedN8n(), openBrowser()]);
	const order = anOrder({
		packages: [aLine({ articleNumber: 'LEM-9', name: 'Lemons' }), aLine({ articleNumber: null })],
		theoretical_price: '20.00',
		expected_delivery_date: '2030-01-07T09:00:00Z',
	});
	const at = (x: number) => ({ position: [x, 0] as [number, number] });
	const workflow = await n8n.client.workflows.create({
		name: 'Check orders',
		nodes: [
			aNode('Start', 'n8n-nodes-base.manualTrigger', {}, at(0)),
			aNode(
				'Orders',
				'n8n-nodes-base.code',
				{ jsCode: `return ${JSON.stringify([{ json: order }])};` },
				{ typeVersion: 2, ...at(220) },
			),
			aNode('Apicbase Order Validation', 'n8n-nodes-apicbase.apicbaseOrderValidation', {}, at(440)),
		],
		connections: chain('Start', 'Orders', 'Apicbase Order Validation'),
	});
	editor = await Editor.open(n8n, browser);
	await editor.openWorkflow(workflow.id);
});

afterAll(async () => {
	await browser?.close();
});

it('shows both outputs by their names', async () => {
	expect(await editor.part('canvas').innerText()).toMatch(
		/\nValid\nInvalid\nApicbase Order Validation\n/,
	);
});

it('finds the nodes by searching "apicbase"', async () => {
	await editor.page.keyboard.press('n');
	await editor.part('node-creator-search-bar').fill('apicbase');
	const found = editor.part('node-creator').getByText('Apicbase Order Validation', { exact: true });
	await found.waitFor();
	await editor.page.keyboard.press('Escape');
	await found.waitFor({ state: 'detached' });
});

it('shows what is wrong with an order in the output panel, on the branch Invalid', async () => {
	await editor.execute();
	await editor.node('Apicbase Order Validation').dblclick();
	const output = editor.part('output-panel');
	await output.getByText('Invalid Branch (1 item)').waitFor();
	const summary = output
		.getByText('Cannot sync order 1042. Line 2, Tomatoes, is missing an article number.')
		.first();
	await summary.scrollIntoViewIfNeeded();
	expect(await summary.isVisible()).toBe(true);
	await screenshot(output, 'editor-invalid-order');
});
