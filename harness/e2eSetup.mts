import { installBrowser } from './browser.mts';
import { buildWhenStale } from './n8n/buildPackage.mts';
import { installN8n } from './n8n/installN8n.mts';
import { packTarball } from './n8n/packTarball.mts';
import { tarballVariable } from './n8n/packedTarball.mts';
import { installTryton } from './tryton/installTryton.mts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Before the first end-to-end test: n8n, a browser and an ERP on this machine, and the package packed once for all of them. */
export default async function e2eSetup(): Promise<void> {
	await installN8n({ say });
	await installBrowser(say);
	await installTryton(say);
	await buildWhenStale({ say });
	process.env[tarballVariable] = JSON.stringify(await packTarball());
}
