import { chromium, type Browser, type BrowserServer } from 'playwright-core';
import { installMissing, whereIs } from './debianPackages.mts';
import type { Say } from './n8n/madeOnce.mts';
import { scaled } from './n8n/processes.mts';

/** How the set-up tells the processes that run tests where the shared browser is. */
const browserVariable = 'N8N_NODES_APICBASE_BROWSER';

/** Makes sure that this machine has a Chromium, and the emoji that pages show. */
export const installBrowser = (say: Say): Promise<void> =>
	installMissing(
		{
			chromium: 'chromium',
			'/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf': 'fonts-noto-color-emoji',
		},
		say,
	);

/** Starts the headless Chromium that suites share. */
export async function serveBrowser(): Promise<BrowserServer> {
	const server = await chromium.launchServer({ host: '127.0.0.1', ...options() });
	process.env[browserVariable] = server.wsEndpoint();
	return server;
}

/** Opens headless Chromium; under jest a part of its own in the shared one, which closing it closes. */
export async function openBrowser(): Promise<Browser> {
	const shared = process.env[browserVariable];
	const browser =
		shared === undefined ? await chromium.launch(options()) : await chromium.connect(shared);
	browser.on('context', (context) => context.setDefaultTimeout(scaled(120_000)));
	return browser;
}

/** Everything is off that would call home. */
function options() {
	const executablePath = whereIs('chromium');
	if (executablePath === undefined)
		throw new Error('There is no Chromium: start the tests with npm test, which installs it.');
	return {
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
	};
}
