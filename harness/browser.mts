import { chromium, type Browser } from 'playwright-core';
import { installMissing, whereIs } from './debianPackages.mts';
import type { Say } from './n8n/madeOnce.mts';

/** Makes sure that this machine has a Chromium. */
export const installBrowser = (say: Say): Promise<void> =>
	installMissing({ chromium: 'chromium' }, say);

/** Opens headless Chromium, with everything off that would call home. */
export async function openBrowser(): Promise<Browser> {
	const executablePath = whereIs('chromium');
	if (executablePath === undefined)
		throw new Error('There is no Chromium: start the tests with npm test, which installs it.');
	return await chromium.launch({
		executablePath,
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
