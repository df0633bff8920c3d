import { randomUUID } from 'node:crypto';
import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { serveErp, type Erp } from '../../harness/erp.mts';
import type { Credential } from '../../harness/n8n/credentialApi.mts';
import { itemsOf } from '../../harness/n8n/executionApi.mts';
import { until } from '../../harness/n8n/processes.mts';
import type { N8n } from '../../harness/n8n/startN8n.mts';
import { aNode, chain, waitForWebhook, webhookUrl } from '../../harness/n8n/workflowParts.mts';
import { aLine, anOrder } from '../../harness/orders.mts';
import { publishPolling } from '../../harness/pollingFlow.mts';
import { postSigned } from '../../harness/signedPost.mts';

/** Where the main flow is played. */
export interface Stage {
	/** Leads the ids of its orders. */
	name: string;
	start: () => Promise<N8n>;
	/** Whether this n8n keeps finished runs, so that they can be looked at. */
	savesRuns?: boolean;
}

/**
 * Declares the tests of the main flow against the sandbox: webhook, answers, validation, ledger and polling. Each is a row
 * of the tables in docs/compatibility.md.
 */
export function playMainFlow({ name, start, savesRuns = true }: Stage): void {
	let n8n: N8n;
	let sandbox: Sandbox;
	let erp: Erp;
	let credential: Credential;

	beforeAll(async () => {
		sandbox = await startSandbox();
		erp = await serveErp();
		n8n = await start();
		credential = await n8n.client.credentials.create(
			'Apicbase',
			'apicbaseOAuth2Api',
			anOAuth2Credential(sandbox),
		);
	});
	afterAll(async () => {
		await Promise.all([n8n?.stop(), sandbox?.close(), erp?.close()]);
	});

	const send = (url: string, order: unknown, secret = sandbox.clientSecret) =>
		postSigned(url, order, secret);
	const ledger = (name: string, operation: string) =>
		aNode(name, 'n8n-nodes-apicbase.apicbase', { resource: 'ledger', operation, options: {} });
	const answer = (operation: string) =>
		aNode(operation, 'n8n-nodes-apicbase.apicbase', { resource: 'answer', operation });
	const callErp = () =>
		aNode(
			'ERP',
			'n8n-nodes-base.httpRequest',
			{ method: 'POST', url: erp.url },
			{ typeVersion: 4.2 },
		);

	/** Publishes the trigger with these settings in front of the given nodes. */
	async function receive(parameters: INodeParameters, nodes: INode[], connections: IConnections) {
		const trigger = aNode('Trigger', 'n8n-nodes-apicbase.apicbaseTrigger', parameters, {
			webhookId: randomUUID(),
			credentials: { apicbaseOAuth2Api: credential },
		});
		const workflow = await n8n.client.workflows.create({
			name: 'Orders',
			nodes: [trigger, ...nodes],
			connections,
		});
		await n8n.client.workflows.publish(workflow.id);
		const url = webhookUrl(n8n, workflow);
		await waitForWebhook(url);
		return { id: workflow.id, url };
	}

	it('brings its nodes and credentials', async () => {
		const names = [...(await n8n.client.nodeTypes()), ...(await n8n.client.credentialTypes())].map(
			({ name }) => name,
		);
		expect(names.filter((name) => /apicbase/i.test(name)).sort()).toEqual([
			'apicbaseOAuth2Api',
			'apicbaseWebhookApi',
			'n8n-nodes-apicbase.apicbase',
			'n8n-nodes-apicbase.apicbaseNewOrderTrigger',
			'n8n-nodes-apicbase.apicbaseOrderValidation',
			'n8n-nodes-apicbase.apicbaseOrderValidationTool',
			'n8n-nodes-apicbase.apicbaseTool',
			'n8n-nodes-apicbase.apicbaseTrigger',
		]);
	});

	it('tests a connection, a good one and a bad one', async () => {
		expect((await n8n.client.credentials.test(credential)).status).toBe('OK');
		const wrong = { ...anOAuth2Credential(sandbox), clientSecret: 'wrong' };
		expect(
			(
				await n8n.client.credentials.test(
					await n8n.client.credentials.create('Wrong', 'apicbaseOAuth2Api', wrong),
				)
			).status,
		).toBe('Error');
	});

	it('answers when n8n has the order, once for each order, and not to strangers', async () => {
		const { id, url } = await receive({}, [], {});
		const order = anOrder({ id: `${name}-received` });
		const answers = [
			await send(url, order),
			await send(url, order),
			await send(url, { id: '1' }),
			await send(url, order, 'wrong'),
		];
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 422, 403]);
		expect(answers.slice(0, 2).map(({ body }) => (body as { status: string }).status)).toEqual([
			'accepted',
			'already_accepted',
		]);
		if (!savesRuns) return;
		const runs = await n8n.client.executions.waitFor(id, 1);
		expect(runs.map((run) => itemsOf(run, 'Trigger'))).toMatchObject([[order]]);
	});

	it('answers when the workflow ends, and promises nothing when it stops', async () => {
		const { url } = await receive(
			{ responseMode: 'lastNode' },
			[callErp()],
			chain('Trigger', 'ERP'),
		);
		const order = anOrder({ id: `${name}-lastNode` });
		erp.answerWith(500);
		expect((await send(url, order)).status).toBe(500);
		erp.answerWith(200);
		expect(await send(url, order)).toEqual({ status: 200, body: { created: true } });
	});

	it('checks an order, keeps it in the ledger, and answers by a step', async () => {
		const nodes = [
			aNode('Check', 'n8n-nodes-apicbase.apicbaseOrderValidation'),
			ledger('Claim', 'claim'),
			callErp(),
			answer('accept'),
			answer('refuse'),
		];
		const complete = {
			...ledger('Complete', 'complete'),
			parameters: {
				resource: 'ledger',
				operation: 'complete',
				localId: 'SO-1',
				externalId: '={{ $("Claim").item.json.sync.externalId }}',
				orderNumber: '={{ $("Claim").item.json.order_number }}',
				fingerprint: '={{ $("Claim").item.json.sync.fingerprint }}',
			},
		};
		const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
		const { id, url } = await receive(
			{ responseMode: 'responseNode', onDuplicate: 'run', checks: 'structure' },
			[...nodes, complete],
			{
				Trigger: { main: [to('Check')] },
				Check: { main: [to('Claim'), to('refuse')] },
				Claim: { main: [to('ERP'), to('accept')] },
				ERP: { main: [to('Complete')] },
				Complete: { main: [to('accept')] },
			},
		);
		const good = anOrder({ id: `${name}-ledger` });
		const bad = anOrder({
			id: `${name}-bad`,
			packages: [aLine(), aLine({ articleNumber: '' })],
		});
		const answers = [await send(url, good), await send(url, good), await send(url, bad)];
		expect(answers).toMatchObject([
			{ status: 200, body: { status: 'accepted' } },
			{ status: 200, body: { status: 'accepted' } },
			{
				status: 422,
				body: {
					status: 'refused',
					message: 'Order 1042 was not sent. Line 2, Tomatoes, is missing an article number.',
				},
			},
		]);
		if (!savesRuns) return;
		const runs = await n8n.client.executions.waitFor(id, 3);
		expect(
			runs.map((run) => [0, 1, 2].map((output) => itemsOf(run, 'Claim', output).length)),
		).toEqual([
			[1, 0, 0],
			[0, 1, 0],
			[0, 0, 0],
		]);
	});

	it('refuses an order whose run ends without an answer', async () => {
		const { url } = await receive(
			{ responseMode: 'responseNode' },
			[aNode('Silent', 'n8n-nodes-base.noOp')],
			chain('Trigger', 'Silent'),
		);
		expect((await send(url, anOrder({ id: `${name}-silent` }))).status).toBe(503);
	});

	it('finds new orders, tries again when a run stops, and marks them as fetched', async () => {
		erp.answerWith(500);
		const askedBefore = erp.asked();
		const mark = (chosen: Credential) =>
			aNode(
				'Mark',
				'n8n-nodes-apicbase.apicbase',
				{
					operation: 'markFetched',
					order: { __rl: true, mode: 'id', value: '={{ $("New Order").item.json.id }}' },
				},
				{ credentials: { apicbaseOAuth2Api: chosen } },
			);
		const { id } = await publishPolling(n8n, sandbox, { retryAfterMinutes: 0 }, (chosen) => [
			callErp(),
			mark(chosen),
		]);
		const [order] = sandbox.addOrders({ count: 1 });
		await until(() => (erp.asked() > askedBefore ? true : undefined), 120_000);
		erp.answerWith(200);
		const fetched = await until(
			() => (sandbox.state.requests.some(({ method }) => method === 'PATCH') ? true : undefined),
			120_000,
		);
		expect(fetched).toBe(true);
		if (!savesRuns) return await n8n.client.workflows.unpublish(id);
		const runs = await n8n.client.executions.waitFor(id, 2);
		expect([
			...new Set(runs.flatMap((run) => itemsOf(run, 'New Order').map((item) => item.id))),
		]).toEqual([order!.id]);
		expect(
			runs
				.map(({ status }) => status)
				.sort()
				.at(-1),
		).toBe('success');
		await n8n.client.workflows.unpublish(id);
	});
}
