import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repositoryRoot } from './n8n/repositoryRoot.mts';

/** Takes the picture that the docs show under this name; without UPDATE_SCREENSHOTS the committed one stays as it is. */
export async function screenshot(page: Page, name: string): Promise<void> {
	const folder = process.env.UPDATE_SCREENSHOTS
		? join(repositoryRoot(), 'docs/screenshots')
		: join(repositoryRoot(), '.cache/screenshots');
	await mkdir(folder, { recursive: true });
	await page.screenshot({
		path: join(folder, `${name}.png`),
		fullPage: true,
		animations: 'disabled',
	});
}
