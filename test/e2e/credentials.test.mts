import type { IDataObject } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import { anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import type { Credential } from '../../harness/n8n/credentialApi.mts';
import { itemsOf } from '../../harness/n8n/executionApi.mts';
import type { RunningN8n } from '../../harness/n8n/startN8n.mts';
import { sharedN8n } from '../../harness/n8n/testN8n.mts';
import { aNode, chain } from '../../harness/n8n/workflowParts.mts';
import { signIn } from '../../harness/signIn.mts';

let n8n: RunningN8n;
let sandbox: Sandbox;

beforeAll(async () => {
	[n8n, sandbox] = await Promise.all([sharedN8n(), startSandbox()]);
	sandbox.addOrders({ count: 2 });
});

afterAll(async () => {
	await sandbox?.close();
});

beforeEach(() => {
	sandbox.setSwitches({ outage: false, tokenDown: false });
	sandbox.faults.clear();
	sandbox.state.requests.length = 0;
});

const aCredential = (changes: IDataObject = {}) =>
	n8n.client.credentials.create('Apicbase', 'apicbaseOAuth2Api', {
		...anOAuth2Credential(sandbox),
		...changes,
	});

/** Reads the orders with the Apicbase node, as a person would by pressing "Execute workflow". */
async function readOrders(credential: Credential) {
	const nodes = [
		aNode('Start', 'n8n-nodes-base.manualTrigger'),
		aNode(
			'Apicbase',
			'n8n-nodes-apicbase.apicbase',
			{ resource: 'order', operation: 'getAll', returnAll: true },
			{
				credentials: { apicbaseOAuth2Api: credential },
			},
		),
	];
	const { id } = await n8n.client.workflows.create({
		name: 'Read orders',
		nodes,
		connections: chain('Start', 'Apicbase'),
	});
	return await n8n.client.executions.ended(await n8n.client.workflows.run(id, 'Start'));
}

const tokenRequests = () =>
	sandbox.state.requests.filter(({ path }) => path.startsWith('/oauth/token')).length;

describe('the test button', () => {
	it('connects with the right client id and secret', async () => {
		expect(await n8n.client.credentials.test(await aCredential())).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(sandbox.state.requests.map(({ path, query }) => [path, query])).toEqual([
			['/oauth/token/', {}],
			['/api/v2/integrations/suppliers/purchase_orders/', { page_size: '1' }],
		]);
	});

	it.each<[string, IDataObject, RegExp]>([
		['the client secret is wrong', { clientSecret: 'wrong' }, /Client authentication failed/],
		['the scope does not exist', { scope: 'everything' }, /scope is invalid/],
		[
			'nothing listens at the token URL',
			{ accessTokenUrl: 'http://127.0.0.1:9/oauth/token/' },
			/refused the connection/,
		],
		['nothing listens at the base URL', { baseUrl: 'http://127.0.0.1:9' }, /ECONNREFUSED/],
		['the base URL is no address', { baseUrl: 'api.apicbase.com' }, /must be https addresses/],
		['the base URL is not https', { baseUrl: 'http://api.example.com' }, /must be https addresses/],
	])('says so when %s', async (_name, changes, message) => {
		const { status, message: said } = await n8n.client.credentials.test(await aCredential(changes));
		expect([status, said]).toEqual(['Error', expect.stringMatching(message)]);
		expect(said).not.toContain(sandbox.clientSecret);
	});

	it('says so when Apicbase does not let the application read orders', async () => {
		sandbox.faults.add({ kind: 'forbidden' });
		expect(await n8n.client.credentials.test(await aCredential())).toEqual({
			status: 'Error',
			message:
				'Apicbase knows this application, but does not let it read orders. Ask Apicbase for the scope "supplier", or "procurement" as a library owner or partner.',
		});
	});

	it('never sends anything unencrypted to another machine', async () => {
		const { status } = await n8n.client.credentials.test(
			await aCredential({ baseUrl: 'http://apicbase.example' }),
		);
		expect(status).toBe('Error');
		expect(sandbox.state.requests.filter(({ bearer }) => bearer)).toEqual([]);
	});

	it.each([
		[{ signingSecret: 'secret' }, 'OK'],
		[{ signingSecret: '' }, 'Error'],
		[{ signingSecret: ' secret' }, 'Error'],
		[{ signingSecret: 'secret', previousSigningSecret: 'old ' }, 'Error'],
	])('looks at a signing secret %j', async (data, status) => {
		const credential = await n8n.client.credentials.create('Signing', 'apicbaseWebhookApi', data);
		expect(await n8n.client.credentials.test(credential)).toMatchObject({ status });
	});
});

describe('Supplier', () => {
	it('asks for one token and uses it again', async () => {
		const credential = await aCredential();
		await readOrders(credential);
		expect(itemsOf(await readOrders(credential), 'Apicbase')).toHaveLength(2);
		expect(tokenRequests()).toBe(1);
	});

	it('gets a new token when the old one is no longer valid, without anybody noticing', async () => {
		const credential = await aCredential();
		await readOrders(credential);
		sandbox.expireTokens();
		const run = await readOrders(credential);
		expect([run.status, itemsOf(run, 'Apicbase').length, tokenRequests()]).toEqual([
			'success',
			2,
			2,
		]);
	});
});

describe('Library Owner or Partner', () => {
	it('is tested with a list that its scopes open', async () => {
		const credential = await aCredential({
			grantType: 'authorizationCode',
			scope: 'library procurement',
		});
		await signIn(n8n, credential);
		sandbox.state.requests.length = 0;
		expect(await n8n.client.credentials.test(credential)).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(sandbox.state.requests.map(({ path }) => path)).toEqual([
			'/api/v2/procurement/purchase_orders/',
		]);
	});

	it('connects by signing in, and renews the token with the refresh token', async () => {
		const credential = await aCredential({ grantType: 'authorizationCode' });
		await signIn(n8n, credential);
		expect(itemsOf(await readOrders(credential), 'Apicbase')).toHaveLength(2);
		sandbox.expireTokens();
		const run = await readOrders(credential);
		expect([run.status, itemsOf(run, 'Apicbase').length, tokenRequests()]).toEqual([
			'success',
			2,
			2,
		]);
	});
});
