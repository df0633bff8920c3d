import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { INode, INodeParameters } from 'n8n-workflow';
import { itemsOf } from '../../harness/n8n/executionApi.mts';
import type { Credential } from '../../harness/n8n/credentialApi.mts';
import { packedTarball } from '../../harness/n8n/packedTarball.mts';
import { startN8n, type N8n } from '../../harness/n8n/startN8n.mts';
import { aNode, chain, waitForWebhook, webhookUrl } from '../../harness/n8n/workflowParts.mts';
import { aLine, anOrder } from '../../harness/orders.mts';
import { post, postSigned, signatureOf, type Reply } from '../../harness/signedPost.mts';
import { lockDatabase } from '../../harness/lockDatabase.mts';
import { serveErp, type Erp } from '../../harness/erp.mts';

const clientSecret = 'a-client-secret-that-must-not-be-seen';
let n8n: N8n;
let erp: Erp;
let credential: Credential;

beforeAll(async () => {
	[n8n, erp] = await Promise.all([startN8n({ tarball: packedTarball().path }), serveErp()]);
	credential = await n8n.client.credentials.create('Apicbase', 'apicbaseOAuth2Api', {
		clientId: 'supplier',
		clientSecret,
	});
});

afterAll(async () => {
	await Promise.all([n8n?.stop(), erp?.close()]);
});

interface Flow {
	id: string;
	url: string;
	runs(): Promise<number>;
}

/** Publishes Apicbase Trigger → the given nodes, one after the other. */
async function publish(parameters: INodeParameters, ...nodes: INode[]): Promise<Flow> {
	const trigger = aNode('Apicbase Trigger', 'n8n-nodes-apicbase.apicbaseTrigger', parameters, {
		webhookId: randomUUID(),
		credentials: { apicbaseOAuth2Api: credential },
	});
	const all = [trigger, ...nodes];
	const workflow = await n8n.client.workflows.create({
		name: 'Orders',
		nodes: all,
		connections: chain(...all.map(({ name }) => name)),
	});
	await n8n.client.workflows.publish(workflow.id);
	const url = webhookUrl(n8n, workflow);
	await waitForWebhook(url);
	return {
		id: workflow.id,
		url,
		runs: async () => (await n8n.client.executions.list(workflow.id)).length,
	};
}

const noOp = () => aNode('Done', 'n8n-nodes-base.noOp');
const callErp = () =>
	aNode(
		'ERP',
		'n8n-nodes-base.httpRequest',
		{ method: 'POST', url: erp.url },
		{ typeVersion: 4.2 },
	);
const answerStep = (operation: 'accept' | 'refuse', more: INodeParameters = {}) =>
	aNode('Answer', 'n8n-nodes-apicbase.apicbase', { resource: 'answer', operation, ...more });

let lastId = 0;
const aNewOrder = (changes: Record<string, unknown> = {}) =>
	anOrder({ id: `e2e-${++lastId}`, ...changes });
const statusOf = ({ body }: Reply) => (body as { status?: string }).status;

describe('Immediately After Checks', () => {
	let flow: Flow;

	beforeAll(async () => {
		flow = await publish({ checks: 'structure' }, noOp());
	});

	it('accepts an order, runs once, and hands it over as it came', async () => {
		const order = aNewOrder({ id: 'first', unknown_field: { kept: true } });
		expect(await postSigned(flow.url, order, clientSecret)).toEqual({
			status: 200,
			body: {
				status: 'accepted',
				order_number: '1042',
				external_id: 'apicbase-first',
				message: 'Order 1042 was received.',
				issues: [],
			},
		});
		const [run] = await n8n.client.executions.waitFor(flow.id, 1);
		expect(itemsOf(run!, 'Done')).toMatchObject([
			{ ...order, sync: { externalId: 'apicbase-first', source: 'webhook', changed: false } },
		]);
	});

	it('accepts the same order again without a second run', async () => {
		const before = await flow.runs();
		const order = aNewOrder();
		const answers = [
			await postSigned(flow.url, order, clientSecret),
			await postSigned(flow.url, order, clientSecret),
		];
		expect(
			answers.map(({ status, body }) => [status, (body as { status: string }).status]),
		).toEqual([
			[200, 'accepted'],
			[200, 'already_accepted'],
		]);
		expect(await flow.runs()).toBe(before + 1);
	});

	it('runs an order whose content changed, and says so', async () => {
		const order = aNewOrder();
		await postSigned(flow.url, order, clientSecret);
		const before = await flow.runs();
		expect(
			statusOf(
				await postSigned(flow.url, { ...order, packages: [aLine({ quantity: 9 })] }, clientSecret),
			),
		).toBe('accepted');
		const runs = await n8n.client.executions.waitFor(flow.id, before + 1);
		expect(itemsOf(runs.at(-1)!, 'Done')).toMatchObject([
			{ packages: [{ quantity_ordered: 9 }], sync: { changed: true } },
		]);
	});

	it('takes a body that a proxy re-encoded as compact UTF-8', async () => {
		const asSent =
			'{"id": "caf\\u00e9-1", "order_number": "1050", "packages": [{"quantity_ordered": 3.0}], "n": 12345678901234567890}';
		const onTheWire =
			'{"id":"café-1","order_number":"1050","packages":[{"quantity_ordered":3.0}],"n":12345678901234567890}';
		expect(
			await post(flow.url, onTheWire, {
				'content-type': 'application/json',
				'x-apic-webhook-signature': signatureOf(asSent, clientSecret),
			}),
		).toMatchObject({ status: 200, body: { status: 'accepted', external_id: 'apicbase-café-1' } });
	});

	it('takes a gzip body', async () => {
		const body = JSON.stringify(aNewOrder());
		const headers = {
			'content-type': 'application/json',
			'content-encoding': 'gzip',
			'x-apic-webhook-signature': signatureOf(body, clientSecret),
		};
		expect(await post(flow.url, gzipSync(body), headers)).toMatchObject({
			status: 200,
			body: { status: 'accepted' },
		});
	});

	it.each(['text/plain', 'application/octet-stream', 'application/vnd.apicbase+json'])(
		'takes an order sent as %s',
		async (contentType) => {
			expect(
				await postSigned(flow.url, aNewOrder(), clientSecret, { 'content-type': contentType }),
			).toMatchObject({ status: 200 });
		},
	);

	// n8n reads JSON itself and knows UTF-8 only (docs/limits.md).
	it('has n8n refuse an order in another character set, and starts no run', async () => {
		const headers = { 'content-type': 'application/json; charset=iso-8859-1' };
		expect(await postSigned(flow.url, aNewOrder(), clientSecret, headers)).toMatchObject({
			status: 422,
		});
	});

	it('takes an order of 2 MB', async () => {
		const packages = Array.from({ length: 12_000 }, (_, index) =>
			aLine({ articleNumber: `A-${index}` }),
		);
		const order = aNewOrder({ packages });
		expect(JSON.stringify(order).length).toBeGreaterThan(2_000_000);
		expect(await postSigned(flow.url, order, clientSecret)).toMatchObject({
			status: 200,
			body: { status: 'accepted' },
		});
	});

	it('takes an upper-case signature', async () => {
		const body = JSON.stringify(aNewOrder());
		const signature = signatureOf(body, clientSecret).toUpperCase();
		expect(await post(flow.url, body, { 'x-apic-webhook-signature': signature })).toMatchObject({
			status: 200,
		});
	});
});

describe('what is not from Apicbase, or is no order', () => {
	let flow: Flow;
	const body = JSON.stringify(anOrder());
	const right = signatureOf(body, clientSecret);

	beforeAll(async () => {
		flow = await publish({}, noOp());
	});

	it('answers every unconfirmed sender alike', async () => {
		const repeated = new Headers([
			['x-apic-webhook-signature', right],
			['x-apic-webhook-signature', right],
		]);
		const deliveries: Array<Record<string, string> | Headers> = [
			{},
			repeated,
			{ 'x-apic-webhook-signature': right.slice(1) },
			{ 'x-apic-webhook-signature': '' },
			{ 'x-apic-webhook-signature': signatureOf('{}', clientSecret) },
			{ 'x-apic-webhook-signature': signatureOf(body, 'wrong') },
			{ 'x-apic-webhook-signature': signatureOf(body, '') },
		];
		const answers: Reply[] = [];
		for (const headers of deliveries) answers.push(await post(flow.url, body, headers));
		expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
			new Set([
				JSON.stringify({
					status: 403,
					body: {
						status: 'refused',
						order_number: null,
						external_id: null,
						message: 'The order was not sent. The sender could not be confirmed.',
						issues: [
							{ code: 'signature_not_confirmed', message: 'The sender could not be confirmed.' },
						],
					},
				}),
			]),
		);
	});

	// reliability: Cut-off body, or wrong JSON | Apicbase Trigger
	it.each([
		['text', 'not json'],
		['cut-off JSON', body.slice(0, -9)],
		['a JSON array', `[${body}]`],
		['nothing', ''],
	])('answers 400 to %s, signed', async (_name, sent) => {
		const unparsed = { 'content-type': 'application/octet-stream' };
		expect(await postSigned(flow.url, sent, clientSecret, unparsed)).toMatchObject({
			status: 400,
			body: { issues: [{ code: 'body_unreadable' }] },
		});
	});

	// reliability: Cut-off body, or wrong JSON | Apicbase Trigger
	it("leaves cut-off JSON that calls itself JSON to n8n's own refusal", async () => {
		expect(await postSigned(flow.url, body.slice(0, -9), clientSecret)).toMatchObject({
			status: 422,
		});
	});

	it('answers 422 in sentences to a signed object that is no order', async () => {
		expect(
			await postSigned(flow.url, { order_number: '1042', packages: [] }, clientSecret),
		).toMatchObject({
			status: 422,
			body: {
				order_number: '1042',
				message: 'Order 1042 was not sent. The order has no id. The order has no lines.',
			},
		});
	});

	it('answers 403 when no secret is configured', async () => {
		const empty = await n8n.client.credentials.create('Empty', 'apicbaseOAuth2Api', {
			clientId: 'supplier',
			clientSecret: '',
		});
		const kept = credential;
		credential = empty;
		const unconfigured = await publish({}, noOp());
		credential = kept;
		expect(await postSigned(unconfigured.url, anOrder(), '')).toMatchObject({ status: 403 });
		expect(n8n.log()).toContain('No signing secret is set.');
	});

	it('has started no run, and has written neither secret nor signature to the log', async () => {
		expect(await flow.runs()).toBe(0);
		expect(n8n.log()).toContain('The signature does not match.');
		expect(n8n.log()).not.toContain(clientSecret);
		expect(n8n.log()).not.toContain(right);
	});
});

describe('the Refused output', () => {
	it('runs with what was wrong, after the customer was told', async () => {
		const flow = await publish({ refusedOrders: 'output' });
		expect(await postSigned(flow.url, anOrder({ packages: [] }), clientSecret)).toMatchObject({
			status: 422,
		});
		expect(await postSigned(flow.url, anOrder(), 'wrong')).toMatchObject({ status: 403 });
		const runs = await n8n.client.executions.waitFor(flow.id, 1);
		expect(runs).toHaveLength(1);
		expect(itemsOf(runs[0]!, 'Apicbase Trigger', 1)).toMatchObject([
			{
				order_number: '1042',
				validation: { valid: false, issues: [{ code: 'order_without_lines' }] },
			},
		]);
		expect(itemsOf(runs[0]!, 'Apicbase Trigger', 0)).toEqual([]);
	});
});

describe('Checks: rules', () => {
	it('refuses in sentences what a rule refuses, and takes the corrected order under the same id', async () => {
		const flow = await publish({ checks: 'rules' }, noOp());
		const order = aNewOrder({
			packages: [aLine(), aLine({ articleNumber: '' })],
			theoretical_price: '20.000',
		});
		expect(await postSigned(flow.url, order, clientSecret)).toMatchObject({
			status: 422,
			body: {
				message: 'Order 1042 was not sent. Line 2, Tomatoes, is missing an article number.',
				issues: [
					{
						code: 'line_missing_article_number',
						message: 'Line 2, Tomatoes, is missing an article number.',
					},
				],
			},
		});
		const corrected = { ...order, packages: [aLine(), aLine({ articleNumber: 'DEF-456' })] };
		expect(await postSigned(flow.url, corrected, clientSecret)).toMatchObject({
			status: 200,
			body: { status: 'accepted' },
		});
		expect(await flow.runs()).toBe(1);
	});
});

describe('When Workflow Finishes', () => {
	// reliability: ERP down or refuses | Apicbase Trigger
	it('promises nothing when the workflow stops, and runs the same order when it is sent again', async () => {
		const flow = await publish({ responseMode: 'lastNode' }, callErp());
		const order = aNewOrder();
		erp.answerWith(500);
		expect((await postSigned(flow.url, order, clientSecret)).status).toBe(500);
		erp.answerWith(200);
		expect(await postSigned(flow.url, order, clientSecret)).toMatchObject({
			status: 200,
			body: { created: true },
		});
		expect(await postSigned(flow.url, order, clientSecret)).toMatchObject({
			status: 200,
			body: { status: 'already_accepted' },
		});
		expect(await flow.runs()).toBe(2);
	});
});

describe("By an Apicbase 'Answer' Step", () => {
	const responseNode = { responseMode: 'responseNode' };

	it('accepts when the step accepts', async () => {
		const flow = await publish(responseNode, answerStep('accept'));
		const order = aNewOrder({ id: 'answered' });
		expect(await postSigned(flow.url, order, clientSecret)).toEqual({
			status: 200,
			body: {
				status: 'accepted',
				order_number: '1042',
				external_id: 'apicbase-answered',
				message: 'Order 1042 was received.',
				issues: [],
			},
		});
		expect(statusOf(await postSigned(flow.url, order, clientSecret))).toBe('already_accepted');
	});

	it('refuses with the sentences somebody wrote, and runs again when the order is sent again', async () => {
		const flow = await publish(
			responseNode,
			answerStep('refuse', { reasons: 'We are closed on Sunday.' }),
		);
		const order = aNewOrder();
		for (const runs of [1, 2]) {
			expect(await postSigned(flow.url, order, clientSecret)).toMatchObject({
				status: 422,
				body: { status: 'refused', message: 'Order 1042 was not sent. We are closed on Sunday.' },
			});
			expect(await flow.runs()).toBe(runs);
		}
	});

	it('promises nothing when the run ends without an answer, and runs again', async () => {
		const flow = await publish(responseNode, noOp());
		const order = aNewOrder();
		for (const runs of [1, 2]) {
			expect((await postSigned(flow.url, order, clientSecret)).status).toBe(503);
			expect(await flow.runs()).toBe(runs);
		}
	});

	it('promises nothing when the run stops before it answers', async () => {
		const flow = await publish(responseNode, callErp(), answerStep('accept'));
		const order = aNewOrder();
		erp.answerWith(500);
		expect((await postSigned(flow.url, order, clientSecret)).status).toBe(500);
		erp.answerWith(200);
		expect(await postSigned(flow.url, order, clientSecret)).toMatchObject({
			status: 200,
			body: { status: 'accepted' },
		});
	});
});

describe('when n8n cannot store the run', () => {
	// reliability: Database locked or full | Apicbase Trigger
	it('promises nothing, and takes the same order afterwards', async () => {
		const flow = await publish({}, noOp());
		const order = aNewOrder();
		const unlock = await lockDatabase(n8n.userFolder);
		const refused = await postSigned(flow.url, order, clientSecret).finally(unlock);
		expect(refused.status).toBeGreaterThanOrEqual(500);
		expect(await postSigned(flow.url, order, clientSecret)).toMatchObject({
			status: 200,
			body: { status: 'accepted' },
		});
	});
});
