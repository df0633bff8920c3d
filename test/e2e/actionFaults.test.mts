import { setTimeout as pause } from 'node:timers/promises';
import type { INode } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import type { FaultInput } from '../../sandbox/state/faultList.mts';
import { anArticle } from '../../harness/articles.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { lockDatabase } from '../../harness/lockDatabase.mts';
import type { Credential } from '../../harness/n8n/credentialApi.mts';
import { itemsOf, type Execution } from '../../harness/n8n/executionApi.mts';
import { packedTarball } from '../../harness/n8n/packedTarball.mts';
import { until } from '../../harness/n8n/processes.mts';
import { startN8n, type N8n } from '../../harness/n8n/startN8n.mts';
import { aNode, chain } from '../../harness/n8n/workflowParts.mts';
import { publishPolling } from '../../harness/pollingFlow.mts';

let n8n: N8n;
let sandbox: Sandbox;

beforeAll(async () => {
	[n8n, sandbox] = await Promise.all([
		startN8n({ tarball: packedTarball().path }),
		startSandbox({ switches: { rateLimitPerMinute: null } }),
	]);
});
beforeEach(() => sandbox.reset());
afterAll(async () => {
	await Promise.all([n8n?.stop(), sandbox?.close()]);
});

/** Longer than n8n waits for SQLite's lock before it gives up writing how a run ended. */
const lockedMs = 10_000;
const asked = (method: string, path: string) =>
	sandbox.state.requests.filter(
		(request) => request.method === method && request.path.includes(path),
	).length;
const untilAsked = (method: string, path: string) =>
	until(() => (asked(method, path) > 0 ? true : undefined), 30_000, 20);
const apicbase = (name: string, credential: Credential, parameters: INode['parameters']) =>
	aNode(name, 'n8n-nodes-apicbase.apicbase', parameters, {
		credentials: { apicbaseOAuth2Api: credential },
	});

describe('an order that a polling workflow marks as fetched', () => {
	const mark = (credential: Credential) =>
		apicbase('Mark', credential, {
			resource: 'order',
			operation: 'markFetched',
			order: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		});

	/** Publishes the workflow and lets it come as far as asking Apicbase for the mark of a new order. */
	async function startMarking(fault: FaultInput): Promise<{ flow: string; id: string }> {
		const { id: flow } = await publishPolling(
			n8n,
			sandbox,
			{ retryAfterMinutes: 0.05 },
			(credential) => [mark(credential)],
		);
		sandbox.faults.add({ ...fault, method: 'PATCH' });
		const [order] = sandbox.addOrders({ count: 1 });
		await untilAsked('PATCH', order!.id);
		return { flow, id: order!.id };
	}

	/** The runs, oldest first, once one ended well and two more polls have passed; the workflow rests then. */
	async function runsUntilOneEndsWell(flow: string): Promise<Execution[]> {
		const { executions, workflows } = n8n.client;
		await until(
			async () =>
				(await executions.list(flow)).some(({ status }) => status === 'success') ? true : undefined,
			60_000,
		);
		await pause(6_500);
		await workflows.unpublish(flow);
		return await Promise.all((await executions.list(flow)).map(({ id }) => executions.get(id)));
	}

	it.each<[string, FaultInput, boolean]>([
		['before Apicbase has done it', { kind: 'timeout' }, false],
		['and Apicbase does it, which nobody hears', { kind: 'slow', delayMs: 1_500 }, true],
	])(
		'is marked by the run that is started again when n8n is killed %s',
		async (_name, fault, isMarkedBefore) => {
			const { flow, id } = await startMarking(fault);
			await n8n.kill();
			await pause(2_000);
			expect(sandbox.order(id)).toMatchObject({ fetched: isMarkedBefore, viewed: false });
			await n8n.restart();
			const runs = await runsUntilOneEndsWell(flow);
			expect(runs.map(({ status }) => status)).toEqual(['crashed', 'success']);
			expect(itemsOf(runs[1]!, 'New Order')).toMatchObject([{ id, sync: { attempt: 2 } }]);
			expect(sandbox.order(id)).toMatchObject({ fetched: true, viewed: false });
			expect(asked('PATCH', id)).toBe(2);
		},
	);

	it('stays marked when the database is locked while it happens; n8n cannot write that the run ended, so another one is started', async () => {
		const { flow, id } = await startMarking({ kind: 'slow', delayMs: 1_500 });
		const unlock = await lockDatabase(n8n.userFolder);
		await pause(lockedMs).finally(unlock);
		expect(sandbox.order(id)).toMatchObject({ fetched: true, viewed: false });
		const runs = await runsUntilOneEndsWell(flow);
		expect(runs.map(({ status }) => status)).toEqual(['running', 'success']);
		expect(itemsOf(runs[1]!, 'New Order')).toMatchObject([{ id, sync: { attempt: 2 } }]);
		expect(sandbox.order(id)).toMatchObject({ fetched: true, viewed: false });
	});
});

describe('an assortment that somebody uploads', () => {
	const articles = [anArticle()];
	const filesPath = '/suppliers/files/';

	async function anUpload(): Promise<string> {
		const credential = await n8n.client.credentials.create(
			'Apicbase',
			'apicbaseOAuth2Api',
			anOAuth2Credential(sandbox),
		);
		const nodes = [
			aNode('Start', 'n8n-nodes-base.manualTrigger'),
			aNode(
				'Articles',
				'n8n-nodes-base.set',
				{ mode: 'raw', jsonOutput: JSON.stringify(articles[0]), options: {} },
				{ typeVersion: 3.4 },
			),
			apicbase('Upload', credential, {
				resource: 'article',
				operation: 'upload',
				customerNumber: 'C-42',
			}),
		];
		const { id } = await n8n.client.workflows.create({
			name: 'Upload',
			nodes,
			connections: chain('Start', 'Articles', 'Upload'),
		});
		return id;
	}

	it('is not sent again by itself when n8n is killed meanwhile; the next run sends it whole', async () => {
		const id = await anUpload();
		sandbox.faults.add({
			kind: 'timeout',
			method: 'POST',
			path: '/api/v2/integrations/suppliers/files/',
		});
		const cutShort = await n8n.client.workflows.run(id, 'Start');
		await untilAsked('POST', filesPath);
		await n8n.kill();
		await n8n.restart();
		expect(await n8n.client.executions.ended(cutShort)).toMatchObject({ status: 'crashed' });
		expect([asked('POST', filesPath), sandbox.state.files]).toEqual([1, []]);
		const again = await n8n.client.executions.ended(await n8n.client.workflows.run(id, 'Start'));
		expect(again.status).toBe('success');
		expect(sandbox.state.files).toMatchObject([{ customerNumber: 'C-42', articles }]);
	});

	it('is sent once when the database is locked meanwhile; n8n shows its run as running until it starts again, then as crashed', async () => {
		const id = await anUpload();
		sandbox.faults.add({
			kind: 'slow',
			delayMs: 1_500,
			method: 'POST',
			path: '/api/v2/integrations/suppliers/files/',
		});
		const run = await n8n.client.workflows.run(id, 'Start');
		await untilAsked('POST', filesPath);
		const unlock = await lockDatabase(n8n.userFolder);
		await pause(lockedMs).finally(unlock);
		await pause(2_000);
		expect((await n8n.client.executions.list(id)).map(({ status }) => status)).toEqual(['running']);
		await n8n.restart();
		expect(await n8n.client.executions.ended(run)).toMatchObject({ status: 'crashed' });
		expect(asked('POST', filesPath)).toBe(1);
		expect(sandbox.state.files).toMatchObject([{ customerNumber: 'C-42', articles }]);
	});
});
