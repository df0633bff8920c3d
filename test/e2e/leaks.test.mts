import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConnections, INode } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { startMailServer, type MailServer } from '../../harness/mailServer.mts';
import type { Credential } from '../../harness/n8n/credentialApi.mts';
import { importExample, readExample } from '../../harness/n8n/importExample.mts';
import { repositoryRoot } from '../../harness/n8n/repositoryRoot.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import { aNode, chain, waitForWebhook, webhookUrl } from '../../harness/n8n/workflowParts.mts';
import { orderBookColumns } from '../../harness/orderBookColumns.mts';
import { aLine, anOrder } from '../../harness/orders.mts';
import { postSigned } from '../../harness/signedPost.mts';

const clientSecret = `client-secret-${randomUUID()}`;
const tokens: string[] = [];
let n8n: RunningN8n;
let sandbox: Sandbox;
let mail: MailServer;
let credential: Credential;

beforeAll(async () => {
	[n8n, sandbox, mail] = await Promise.all([
		sharedN8n(),
		startSandbox({ clientSecret }),
		startMailServer(),
	]);
	credential = await n8n.client.credentials.create(
		'Apicbase',
		'apicbaseOAuth2Api',
		anOAuth2Credential(sandbox),
	);
	const issue = sandbox.state.tokens.issueAccessToken.bind(sandbox.state.tokens);
	sandbox.state.tokens.issueAccessToken = (...terms) => {
		const issued = issue(...terms);
		tokens.push(issued.token);
		return issued;
	};
});
afterAll(async () => {
	await Promise.all([sandbox?.close(), mail?.close()]);
});

async function publish(
	nodes: INode[],
	connections: IConnections,
): Promise<{ id: string; url: string }> {
	const trigger = aNode(
		'Apicbase Trigger',
		'n8n-nodes-apicbase.apicbaseTrigger',
		{ checks: 'structure' },
		{ webhookId: randomUUID(), credentials: { apicbaseOAuth2Api: credential } },
	);
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

describe('secrets and tokens', () => {
	it('stand nowhere: not in the log, the runs, the items, the stored or the exported workflow', async () => {
		const list = (name: string, onError: INode['onError']) =>
			aNode(
				name,
				'n8n-nodes-apicbase.apicbase',
				{ resource: 'order', operation: 'getAll', returnAll: true },
				{ credentials: { apicbaseOAuth2Api: credential }, onError },
			);
		const { id, url } = await publish(
			[
				list('Well', 'stopWorkflow'),
				list('With the Reason', 'continueRegularOutput'),
				list('Stopped', 'stopWorkflow'),
			],
			chain('Apicbase Trigger', 'Well', 'With the Reason', 'Stopped'),
		);
		sandbox.addOrders({ count: 1 });
		const path = '/api/v2/integrations/*';
		sandbox.faults.add({ kind: 'expiredToken', path });
		sandbox.faults.add({ kind: 'forbidden', path, after: 1 });
		sandbox.faults.add({ kind: 'expiredToken', path, after: 1, times: 2 });
		await postSigned(url, anOrder({ id: 'leak' }), clientSecret);
		const [run] = await n8n.client.executions.waitFor(id, 1, 60_000);
		expect(run!.status).toBe('error');
		expect(tokens.length).toBeGreaterThan(1);
		const database = ['', '-wal']
			.map((suffix) =>
				readFileSync(join(n8n.userFolder, `.n8n/database.sqlite${suffix}`), 'latin1'),
			)
			.join('');
		expect(database).toContain('apicbase-leak');
		const places = {
			log: n8n.log(),
			run: JSON.stringify(run),
			workflow: JSON.stringify(await n8n.client.workflows.get(id)),
			database,
		};
		const found = Object.entries(places).filter(([, text]) =>
			[clientSecret, ...tokens].some((secret) => text.includes(secret)),
		);
		expect(found.map(([place]) => place)).toEqual([]);
	});

	it('cannot be lent to an HTTP Request step', async () => {
		const asked: IncomingHttpHeaders[] = [];
		const stranger = createServer((request, response) => {
			asked.push(request.headers);
			response.end('{}');
		});
		await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
		const strangersUrl = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`;
		const lend = aNode(
			'Lend',
			'n8n-nodes-base.httpRequest',
			{
				url: strangersUrl,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'apicbaseOAuth2Api',
				options: {},
			},
			{ typeVersion: 4.2, credentials: { apicbaseOAuth2Api: credential } },
		);
		const { id, url } = await publish([lend], chain('Apicbase Trigger', 'Lend'));
		await postSigned(url, anOrder({ id: 'lend' }), clientSecret);
		const [run] = await n8n.client.executions.waitFor(id, 1);
		stranger.close();
		expect(run!.error?.message).toContain('prevent use within an HTTP Request');
		expect(asked).toEqual([]);
	});
});

describe('formulas and markup in an order', () => {
	const name = '=HYPERLINK("http://evil","x")<img src=x onerror=alert(1)>';

	it('reach a mail as plain text', async () => {
		const smtp = await n8n.client.credentials.create('Mail', 'smtp', { ...mail.credential });
		const tell = aNode(
			'Tell',
			'n8n-nodes-base.emailSend',
			{
				fromEmail: 'n8n@example.com',
				toEmail: 'sales@example.com',
				subject: '={{ $json.validation.summary }}',
				emailFormat: 'text',
				text: '={{ $json.validation.customerMessage }}',
				options: { appendAttribution: false },
			},
			{ typeVersion: 2.1, credentials: { smtp } },
		);
		const { url } = await publish(
			[aNode('Check', 'n8n-nodes-apicbase.apicbaseOrderValidation'), tell],
			{
				...chain('Apicbase Trigger', 'Check'),
				Check: { main: [[], [{ node: 'Tell', type: 'main', index: 0 }]] },
			},
		);
		await postSigned(
			url,
			anOrder({ id: 'markup', packages: [aLine({ articleNumber: '', name })] }),
			clientSecret,
		);
		const { subject, text } = await mail.mailTo('sales@example.com', 'Cannot sync order 1042.');
		expect(subject).toContain(name);
		expect(text).toContain(name);
	});

	it('reach a table, and the CSV that n8n makes of it, as text', async () => {
		const table = await n8n.client.dataTables.findOrCreate('Apicbase Orders', orderBookColumns);
		const workflow = await importExample(n8n, 'order-book', [credential]);
		// A delivery date that is a formula would be refused by the rules.
		const { nodes } = workflow;
		nodes.find(({ type }) => type.endsWith('.apicbaseTrigger'))!.parameters.checks = 'structure';
		await n8n.client.workflows.update(workflow.id, { nodes });
		await n8n.client.workflows.publish(workflow.id);
		await waitForWebhook(webhookUrl(n8n, workflow));
		const formula = '=1+1';
		const order = anOrder({
			id: 'cells',
			order_number: formula,
			supplier_customer_number: '+cmd|1',
			expected_delivery_date: '\t@SUM(A1)',
			theoretical_price: '-1+1',
		});
		await postSigned(webhookUrl(n8n, workflow), order, clientSecret);
		await postSigned(
			webhookUrl(n8n, workflow),
			anOrder({ id: 'plain', supplier_customer_number: null, theoretical_price: 12.5 }),
			clientSecret,
		);
		await n8n.client.executions.waitFor(workflow.id, 2);
		const cells = (await n8n.client.dataTables.rows(table))
			.filter(({ externalId }) => ['apicbase-cells', 'apicbase-plain'].includes(String(externalId)))
			.map(({ orderNumber, customerNumber, deliveryDate, total }) => [
				orderNumber,
				customerNumber,
				deliveryDate,
				total,
			]);
		expect(cells).toEqual([
			["'=1+1", "'+cmd|1", "'\t@SUM(A1)", "'-1+1"],
			['1042', null, '2026-11-23T06:00:00Z', '12.5'],
		]);
		expect(await n8n.client.dataTables.csv(table)).not.toMatch(/(^|[,\n"])\s*[=+@-]/);
	});

	it('reach no mail of an example as markup', () => {
		const files = readdirSync(join(repositoryRoot(), 'examples')).filter((file) =>
			file.endsWith('.workflow.json'),
		);
		const mails = files
			.flatMap((file) => readExample(file.replace('.workflow.json', '')).nodes)
			.filter(({ type }) => type === 'n8n-nodes-base.emailSend')
			.filter(({ parameters }) => parameters.emailFormat !== 'text');
		expect(mails.length).toBeGreaterThan(0);
		// Texts that the validation has escaped, the pick list's own (test/e2e/orderFiles), or ids without what makes markup.
		const isSafe = (expression: string) =>
			/Html\s*$|'Pick List'\).*\.html\s*$|\.replace\(\/\[&<>\]\/g, ''\)\s*$/.test(expression);
		const expressions = mails.flatMap(({ parameters }) =>
			[...(parameters.html as string).matchAll(/\{\{(.*?)\}\}/gs)].map(([, inner = '']) => inner),
		);
		expect(expressions.filter((expression) => !isSafe(expression))).toEqual([]);
	});
});
