import { installBrowser, serveBrowser } from '../browser.mts';
import { buildWhenStale } from '../n8n/buildPackage.mts';
import { installN8n } from '../n8n/installN8n.mts';
import { packTarball } from '../n8n/packTarball.mts';
import { tarballVariable } from '../n8n/packedTarball.mts';
import { startTimeVariable } from '../n8n/processes.mts';
import { startSharedN8n } from '../n8n/testN8n.mts';
import { installPostgres } from '../services/postgres.mts';
import { installRedis } from '../services/redis.mts';
import { installTryton } from '../tryton/installTryton.mts';
import { fillTrytonTemplate } from '../tryton/trytonTemplate.mts';
import { installVendure } from '../vendure/startVendure.mts';
import { startedForTests } from './started.mts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * Before the first test with a real n8n: what this machine lacks is installed, the package is packed, and the n8n and the
 * browser start that the suites share.
 */
export default async function setUp(): Promise<void> {
	say(
		'Preparing n8n, a browser and an ERP. A machine that has none of them needs about six minutes once.',
	);
	await timed('n8n is installed', installN8n({ say }));
	await timed('Chromium is installed', installBrowser(say));
	await timed('Tryton is installed', installTryton(say));
	await timed('Postgres is installed', installPostgres(say));
	await timed('Redis is installed', installRedis(say));
	await timed('Vendure is installed', installVendure(say));
	await timed('Tryton has its database', fillTrytonTemplate(say));
	await timed('the package is built', buildWhenStale({ say }));
	const tarball = await timed('the package is packed', packTarball());
	process.env[tarballVariable] = JSON.stringify(tarball);
	startedForTests.browser = await timed('the browser is up', serveBrowser());
	startedForTests.n8n = await timed('the shared n8n is up', startSharedN8n(tarball.path, say));
	say(`n8n started in ${process.env[startTimeVariable]} ms; tests wait accordingly.\n`);
}

async function timed<T>(title: string, work: Promise<T>): Promise<T> {
	const startedMs = Date.now();
	const result = await work;
	say(`  ${title.padEnd(26)} ${((Date.now() - startedMs) / 1000).toFixed(1).padStart(6)} s`);
	return result;
}
