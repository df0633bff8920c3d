import type { Browser, Locator, Page } from 'playwright-core';
import type { RunningN8n } from './n8n/startN8n.mts';

/** n8n's editor as the signed-in owner sees it in a browser. */
export class Editor {
	private constructor(
		private readonly n8n: RunningN8n,
		readonly page: Page,
	) {}

	/** With a scale below 1, pictures of it are smaller. */
	static async open(n8n: RunningN8n, browser: Browser, deviceScaleFactor = 1): Promise<Editor> {
		const { cookie, browserId } = await n8n.client.session.signIn();
		const context = await browser.newContext({
			viewport: { width: 1400, height: 900 },
			deviceScaleFactor,
		});
		const [name = '', value = ''] = cookie.split('=');
		await context.addCookies([{ name, value, url: n8n.url }]);
		await context.addInitScript((id) => localStorage.setItem('n8n-browserId', id), browserId);
		const page = await context.newPage();
		return new Editor(n8n, page);
	}

	/** What n8n's own tests know a part of the editor by. */
	part(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	node(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.n8n.url}/workflow/${id}`);
		await this.part('canvas-node').last().waitFor();
	}

	/** The steps on the canvas, without notes. */
	async stepNames(): Promise<string[]> {
		return await this.part('canvas-node').evaluateAll((steps) =>
			steps.map((step) => (step as HTMLElement).dataset.nodeName ?? ''),
		);
	}

	/** Opens a new workflow and chooses "Import from file". */
	async importFile(path: string): Promise<void> {
		await this.page.goto(`${this.n8n.url}/workflow/new`);
		await this.part('workflow-import-input').setInputFiles(path);
		await this.part('canvas-node').last().waitFor();
	}

	/** Presses "Execute workflow" and puts away the note that it went through. */
	async execute(): Promise<void> {
		await this.part('execute-workflow-button').first().click();
		await this.dismiss('Workflow executed successfully');
	}

	/** Waits for a note in the corner, and closes it. */
	async dismiss(text: string): Promise<void> {
		const note = this.page.locator('.el-notification', { hasText: text });
		await note.locator('.el-notification__closeBtn').click();
		await note.waitFor({ state: 'detached' });
	}

	/** The rows of the data table that is open, each as the text of its cells. */
	async tableRows(): Promise<string[]> {
		await this.part('data-table-grid').waitFor();
		return await this.part('data-table-grid')
			.locator('.ag-center-cols-container [role=row]')
			.allInnerTexts();
	}
}
