import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import type { Credential } from '../../harness/n8n/credentialApi.mts';
import { itemsOf, type Execution } from '../../harness/n8n/executionApi.mts';
import { importExample } from '../../harness/n8n/importExample.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';

let n8n: RunningN8n;
let sandbox: Sandbox;
let credential: Credential;
/** Every access token that was given out. */
const tokens: string[] = [];

beforeAll(async () => {
	[n8n, sandbox] = await Promise.all([sharedN8n(), startSandbox()]);
	const issue = sandbox.state.tokens.issueAccessToken.bind(sandbox.state.tokens);
	sandbox.state.tokens.issueAccessToken = (...request) => {
		const issued = issue(...request);
		tokens.push(issued.token);
		return issued;
	};
	credential = await n8n.client.credentials.create(
		'Apicbase',
		'apicbaseOAuth2Api',
		anOAuth2Credential(sandbox),
	);
});
afterAll(async () => {
	await sandbox?.close();
});

async function press(name: string): Promise<Execution> {
	const { id } = await importExample(n8n, name, [credential]);
	return await n8n.client.executions.ended(await n8n.client.workflows.run(id, 'Start'));
}

test('the example marks what is new as fetched, and finds nothing new afterwards', async () => {
	const orders = sandbox.addOrders({ count: 3 });
	const run = await press('mark-orders-fetched');
	expect(
		itemsOf(run, 'Mark as Fetched')
			.map(({ id }) => id)
			.sort(),
	).toEqual(orders.map(({ id }) => id).sort());
	expect(orders.map(({ id }) => sandbox.state.orders.get(id)?.fetchedAtMicros)).not.toContain(null);
	expect(itemsOf(await press('mark-orders-fetched'), 'Get Orders')).toEqual([]);
});

test('the example lists the articles of every customer', async () => {
	const run = await press('articles-of-customers');
	expect(itemsOf(run, 'Get Customers')).toHaveLength(3);
	expect(itemsOf(run, 'Get Articles').length).toBeGreaterThan(30);
});

test('the example sends an assortment as it stands in the workflow', async () => {
	const run = await press('upload-assortment');
	expect(itemsOf(run, 'Upload')).toMatchObject([{ customerNumber: 'C-42', sent: 1, leftOut: 0 }]);
	expect(sandbox.state.files.at(-1)?.articles).toEqual([
		{
			third_party_id: 'ART-001',
			name: 'Tomatoes, vine',
			package_type: 'Crate',
			price: '8.95',
			package_description: { quantity: 5, unit_name: 'kg' },
		},
	]);
});

test('shows the reason of a run that Apicbase stopped, and no token', async () => {
	sandbox.faults.add({ kind: 'forbidden' });
	const run = await press('articles-of-customers');
	expect(run).toMatchObject({
		status: 'error',
		error: { message: 'Cannot read customers. This connection is not allowed to do that.' },
	});
	expect(tokens.length).toBeGreaterThan(0);
	for (const secret of [...tokens, sandbox.clientSecret, 'Bearer'])
		expect(JSON.stringify(run) + n8n.log()).not.toContain(secret);
});

test('lets a person choose an order and a customer from a list', async () => {
	const choose = async (methodName: string, filter: string) =>
		await n8n.client.session.send<{ results: Array<{ name: string; value: string }> }>(
			'POST',
			'/rest/dynamic-node-parameters/resource-locator-results',
			{
				path: 'parameters.order',
				methodName,
				filter,
				nodeTypeAndVersion: { name: 'n8n-nodes-apicbase.apicbase', version: 1 },
				currentNodeParameters: { resource: 'order', operation: 'get' },
				credentials: { apicbaseOAuth2Api: { id: credential.id, name: credential.name } },
			},
		);
	const [order] = sandbox.addOrders([{ customerNumber: 'C-57' }]);
	expect((await choose('searchOrders', order!.orderNumber)).results).toMatchObject([
		{ value: order!.id },
	]);
	expect((await choose('searchCustomers', '57')).results).toEqual([
		{ name: 'C-57', value: 'C-57' },
	]);
});
