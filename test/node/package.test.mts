import { outputSchemas } from '../../scripts/outputSchemas.mts';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { aPollContext, anExecuteContext } from '../../harness/contexts.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { buildWhenStale } from '../../harness/n8n/buildPackage.mts';
import { packTarball, unpackTarball, type Tarball } from '../../harness/n8n/packTarball.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import { scanSource, scanTarball } from '../../harness/n8n/scan.mts';
import { startSandbox } from '../../sandbox/startSandbox.mts';

const scanMs = 60_000;

/** What n8n gets when it loads one of the package's nodes. */
const load = (folder: string, name: string): unknown =>
	createRequire(join(repositoryRoot(), 'package.json'))(
		join(folder, `dist/nodes/Apicbase/${name}.node.js`),
	);

describe('the packed package', () => {
	let tarball: Tarball;
	beforeAll(async () => {
		await buildWhenStale();
		tarball = await packTarball();
	}, scanMs);
	afterAll(() => rm(dirname(tarball.path), { recursive: true, force: true }));

	it('holds what n8n loads and what a user reads, and nothing else', () => {
		expect(tarball.files).toEqual([
			'LICENSE',
			'README.md',
			'dist/credentials/ApicbaseOAuth2Api.credentials.js',
			'dist/credentials/ApicbaseWebhookApi.credentials.js',
			'dist/icons/apicbase.dark.svg',
			'dist/icons/apicbase.svg',
			'dist/nodes/Apicbase/Apicbase.node.js',
			'dist/nodes/Apicbase/Apicbase.node.json',
			'dist/nodes/Apicbase/ApicbaseNewOrderTrigger.node.js',
			'dist/nodes/Apicbase/ApicbaseNewOrderTrigger.node.json',
			'dist/nodes/Apicbase/ApicbaseOrderValidation.node.js',
			'dist/nodes/Apicbase/ApicbaseOrderValidation.node.json',
			'dist/nodes/Apicbase/ApicbaseTrigger.node.js',
			'dist/nodes/Apicbase/ApicbaseTrigger.node.json',
			...Object.keys(outputSchemas)
				.map((path) => `dist/nodes/Apicbase/__schema__/${path}.json`)
				.sort(),
			'dist/nodes/Apicbase/apicbase.js',
			'package.json',
		]);
	});

	it('stays under 120 kB', () => {
		expect(tarball.size).toBeLessThan(120_000);
	});

	it('keeps the state of the process once: what one node is told about the rate limit holds for another', async () => {
		const folder = await unpackTarball(tarball);
		const { Apicbase } = load(folder, 'Apicbase') as { Apicbase: new () => INodeType };
		const { ApicbaseNewOrderTrigger } = load(folder, 'ApicbaseNewOrderTrigger') as {
			ApicbaseNewOrderTrigger: new () => INodeType;
		};
		const sandbox = await startSandbox();
		const credentials = { apicbaseOAuth2Api: anOAuth2Credential(sandbox) };
		try {
			sandbox.faults.add({ kind: 'throttled', retryAfter: 3600 });
			const lookUp = new Apicbase();
			const read = lookUp.execute!.call(
				anExecuteContext({
					node: lookUp,
					parameters: { resource: 'customer', operation: 'getAll' },
					credentials,
				}),
			);
			await expect(read).rejects.toThrow('100 requests a minute');
			const sent = sandbox.state.requests.length;

			const trigger = new ApicbaseNewOrderTrigger();
			const poll = trigger.poll!.call(aPollContext({ node: trigger, credentials, mode: 'manual' }));
			await expect(poll).rejects.toThrow('100 requests a minute');
			expect(sandbox.state.requests).toHaveLength(sent);
		} finally {
			await sandbox.close();
			await rm(folder, { recursive: true, force: true });
		}
	});

	it(
		"passes n8n's community-package scanner as packed",
		async () => {
			expect(await scanTarball(tarball.path)).toEqual({ passed: true });
		},
		scanMs,
	);

	it(
		"passes n8n's community-package scanner as source",
		async () => {
			expect(await scanSource()).toEqual({ passed: true });
		},
		scanMs,
	);
});
