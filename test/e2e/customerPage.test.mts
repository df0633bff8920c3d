import type { Browser, Page } from 'playwright-core';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { openBrowser } from '../../harness/browser.mts';
import { importExample } from '../../harness/n8n/importExample.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import { webhookUrl } from '../../harness/n8n/workflowParts.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { orderBookColumns } from '../../harness/orderBookColumns.mts';
import { screenshot } from '../../harness/screenshot.mts';

let n8n: RunningN8n;
let sandbox: Sandbox;
let browser: Browser;
let page: Page;
let bookedLines: (ofOrder: string) => Promise<unknown[]>;

beforeAll(async () => {
	[n8n, sandbox, browser] = await Promise.all([sharedN8n(), startSandbox(), openBrowser()]);
	const book = await n8n.client.dataTables.findOrCreate('Apicbase Orders', orderBookColumns);
	const credential = await n8n.client.credentials.create(
		'Apicbase account',
		'apicbaseOAuth2Api',
		anOAuth2Credential(sandbox),
	);
	const workflow = await importExample(n8n, 'order-book', [credential]);
	await n8n.client.workflows.publish(workflow.id);
	sandbox.setWebhook({ url: webhookUrl(n8n, workflow) });
	bookedLines = async (ofOrder) => {
		await n8n.client.executions.waitFor(workflow.id, 1);
		return (await n8n.client.dataTables.rows(book))
			.map(({ orderNumber, lines, changed }) => ({ orderNumber, lines, changed }))
			.filter(({ orderNumber }) => orderNumber === ofOrder);
	};
	page = await browser.newPage({ viewport: { width: 1000, height: 1100 } });
	await page.goto(sandbox.url);
});

afterAll(async () => {
	await Promise.all([browser?.close(), sandbox?.close()]);
});

it('lets a customer place an order, read why it was refused, change it and send it again', async () => {
	sandbox.setSwitches({ delivery: { signature: 'corrupt' } });
	await page.getByTestId('quantity-ART-002').fill('3');
	await page.getByTestId('place-order').click();
	const result = page.getByTestId('order-result');
	await result.getByText(/^Not sent – /).waitFor();
	expect(await result.innerText()).toContain('The sender could not be confirmed.');

	sandbox.setSwitches({ delivery: { signature: 'valid' } });
	await page.getByTestId('quantity-ART-001').fill('2');
	await page.getByTestId('place-order').click();
	await result.getByText(/^Sent – /).waitFor();
	expect(await result.innerText()).toContain('was received.');
	await screenshot(page, 'customer-sent');

	const [order] = sandbox.orders();
	expect(order).toMatchObject({ status: 'ORDERED' });
	expect(await bookedLines(order!.orderNumber)).toEqual([
		{ orderNumber: order!.orderNumber, lines: 2, changed: false },
	]);
});
