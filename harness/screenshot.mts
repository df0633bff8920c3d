import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { repositoryRoot } from './n8n/repositoryRoot.mts';

/** Takes the picture of a page, or of a part of it, that the docs show under this name; without UPDATE_SCREENSHOTS the committed one stays as it is. */
export async function screenshot(shown: Page | Locator, name: string): Promise<void> {
	const folder = process.env.UPDATE_SCREENSHOTS
		? join(repositoryRoot(), 'docs/screenshots')
		: join(repositoryRoot(), '.cache/screenshots');
	await mkdir(folder, { recursive: true });
	const options = { path: join(folder, `${name}.png`), animations: 'disabled' as const };
	if (!('goto' in shown)) return void (await shown.screenshot(options));
	await shown.evaluate('scrollTo(0, 0)');
	await shown.screenshot({ ...options, fullPage: true });
}
