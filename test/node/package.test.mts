import { outputSchemas } from '../../scripts/outputSchemas.mts';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { IDataObject, INodeType } from 'n8n-workflow';
import { aPollContext, anExecuteContext } from '../../harness/contexts.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { buildWhenStale } from '../../harness/n8n/buildPackage.mts';
import { packTarball, unpackTarball, type Tarball } from '../../harness/n8n/packTarball.mts';
import { scanSource, scanTarball } from '../../harness/n8n/scan.mts';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';

const scanMs = 60_000;

/** What n8n gets when it loads one of the package's nodes. */
function load(folder: string, name: string): INodeType {
	const exported = createRequire(join(folder, 'package.json'))(
		`./dist/nodes/Apicbase/${name}.node.js`,
	) as Record<string, new () => INodeType>;
	return new exported[name]!();
}

/** Lets sockets be read and written, whatever timers are faked later. */
function timePasser(): () => Promise<void> {
	const { setTimeout } = globalThis;
	return async () => await new Promise((resolve) => setTimeout(resolve, 3));
}

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

	it('stays under 130 kB', () => {
		expect(tarball.size).toBeLessThan(130_000);
	});

	describe('with all nodes at work in one process', () => {
		let folder: string;
		let sandbox: Sandbox;
		beforeAll(async () => {
			folder = await unpackTarball(tarball);
			sandbox = await startSandbox();
		});
		beforeEach(() => sandbox.reset());
		afterEach(() => jest.useRealTimers());
		afterAll(async () => {
			await sandbox.close();
			await rm(folder, { recursive: true, force: true });
		});

		const newest = async (credential: IDataObject) => {
			const trigger = load(folder, 'ApicbaseNewOrderTrigger');
			const credentials = { apicbaseOAuth2Api: credential };
			return await trigger.poll!.call(aPollContext({ node: trigger, credentials, mode: 'manual' }));
		};
		const customers = async (credential: IDataObject, times = 1) => {
			const node = load(folder, 'Apicbase');
			return await node.execute!.call(
				anExecuteContext({
					node,
					parameters: { resource: 'customer', operation: 'getAll' },
					credentials: { apicbaseOAuth2Api: credential },
					inputs: [Array.from({ length: times }, () => ({ json: {} }))],
				}),
			);
		};

		it(
			'sends no more than 100 requests in any minute for one account',
			async () => {
				const passRealTime = timePasser();
				jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
				const credential = anOAuth2Credential(sandbox);
				let isDone = false;
				const work = Promise.all([
					customers(credential, 90),
					customers({ ...credential, scope: 'supplier ' }, 90),
					newest(credential),
				]).finally(() => {
					isDone = true;
				});
				const arrivedMs: number[] = [];
				while (!isDone) {
					await passRealTime();
					const { requests } = sandbox.state;
					const calls = requests.filter(({ path }) => path.startsWith('/api/')).length;
					while (arrivedMs.length < calls) arrivedMs.push(Date.now());
					jest.advanceTimersByTime(100);
				}
				await work;
				expect(arrivedMs.length).toBeGreaterThan(180);
				const inTheMinuteFrom = (fromMs: number) =>
					arrivedMs.filter((ms) => ms >= fromMs && ms < fromMs + 60_000).length;
				expect(Math.max(...arrivedMs.map(inTheMinuteFrom))).toBe(100);
			},
			scanMs,
		);

		it('holds every node to what one of them was told', async () => {
			const credential = anOAuth2Credential({
				...sandbox,
				url: `http://localhost:${sandbox.port}`,
			});
			sandbox.faults.add({ kind: 'throttled', retryAfter: 3600 });
			await expect(customers(credential)).rejects.toThrow('100 requests a minute');
			const sent = sandbox.state.requests.length;
			await expect(newest(credential)).rejects.toThrow('100 requests a minute');
			expect(sandbox.state.requests).toHaveLength(sent);
		});
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
