import { outputSchemas } from '../../scripts/outputSchemas.mts';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { buildWhenStale } from '../../harness/n8n/buildPackage.mts';
import { packTarball, type Tarball } from '../../harness/n8n/packTarball.mts';
import { scanSource, scanTarball } from '../../harness/n8n/scan.mts';

const scanMs = 60_000;

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
			'package.json',
		]);
	});

	it('stays under 200 kB', () => {
		expect(tarball.size).toBeLessThan(200_000);
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
