import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { readBaseUrl, takesSecrets } from '../../core/api/baseUrl.ts';
import { ApicbaseOAuth2Api } from '../../credentials/ApicbaseOAuth2Api.credentials.ts';
import { aCredentialsHelper, anOAuth2Credential } from '../../harness/credentialsHelper.mts';
import { listen, type Listening } from '../../harness/listen.mts';
import { Apicbase } from '../../nodes/Apicbase/Apicbase.node.ts';

const node: INode = {
	id: '1',
	name: 'Test',
	type: 'apicbase',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const nodeTypes = { getByNameAndVersion: () => new Apicbase() } as unknown as INodeTypes;
const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });

/** Where n8n's test of the credential sends the token, by its expression; nowhere when empty. */
const testedAddress = (baseUrl: unknown, accessTokenUrl?: string) =>
	workflow.expression.getSimpleParameterValue(
		node,
		new ApicbaseOAuth2Api().test.request.baseURL,
		'internal',
		{ $credentials: { baseUrl, accessTokenUrl } },
	);

/** Which address n8n's test asks, by its expression. */
const testedPath = (credentials: object) =>
	workflow.expression.getSimpleParameterValue(
		node,
		new ApicbaseOAuth2Api().test.request.url,
		'internal',
		{ $credentials: { baseUrl: 'https://api.apicbase.com', ...credentials } },
	);

/** Where the nodes send it. */
const nodesAddress = (baseUrl: unknown) => {
	const read = readBaseUrl(baseUrl);
	return read.ok ? read.url : '';
};

// An expression cannot call the nodes' code, so the rule stands in both.
it.each([
	'https://api.apicbase.com',
	' https://api.apicbase.com/// ',
	'https://proxy.example:8443/apicbase/',
	'http://127.0.0.1:8080',
	'http://127.8.9.10/api',
	'http://localhost:8080/',
	'http://[::1]:8080',
])('the test of the credential takes %p, as the nodes do', (typed) => {
	expect(nodesAddress(typed)).not.toBe('');
	expect(testedAddress(typed)).toBe(nodesAddress(typed));
});

it.each([
	'',
	undefined,
	null,
	7,
	'api.apicbase.com',
	'ftp://api.apicbase.com',
	'https://',
	'http://api.apicbase.com',
	'http://127.0.0.1.evil.example',
	'http://localhost.evil.example',
	'http://localhost@evil.example',
	'http://localhost:80@evil.example',
	'https://user:secret@api.apicbase.com',
	'https://api.apicbase.com/?a=b',
	'https://api.apicbase.com/#there',
	'http://127.0.0.1?.evil.example',
	'http://[::1].evil.example',
])('the test of the credential sends the token nowhere with %p, like the nodes', (typed) => {
	expect(nodesAddress(typed)).toBe('');
	expect(testedAddress(typed)).toBe('');
});

it.each([
	['', true],
	['https://api.apicbase.com/oauth/token/', true],
	[' http://127.0.0.1:8080/oauth/token/ ', true],
	['http://localhost?a=b', true],
	['http://idp.example/oauth/token/', false],
	['http://localhost@idp.example/', false],
	['http://127.0.0.1.idp.example/', false],
	['idp.example/oauth/token/', false],
])(
	'the test of the credential goes by the access token URL %p as the nodes do',
	(typed, isTaken) => {
		expect(typed === '' || takesSecrets(typed.trim())).toBe(isTaken);
		expect(testedAddress('https://api.apicbase.com', typed) !== '').toBe(isTaken);
	},
);

test.each([
	['clientCredentials', 'supplier', '/api/v2/integrations/suppliers/purchase_orders/'],
	['clientCredentials', '', '/api/v2/integrations/suppliers/purchase_orders/'],
	['authorizationCode', 'library procurement', '/api/v2/procurement/purchase_orders/'],
	['authorizationCode', 'accounts procurement', '/api/v2/procurement/purchase_orders/'],
	['authorizationCode', 'accounts library', '/api/v2/accounts/users'],
	['authorizationCode', 'library  sales', '/api/v2/procurement/purchase_orders/'],
	['authorizationCode', 'supplier procurement', '/api/v2/integrations/suppliers/purchase_orders/'],
])(
	'tests a connection of %s with the scopes "%s" with a list that they open',
	(grantType, scope, path) => {
		expect(testedPath({ grantType, scope })).toBe(path);
	},
);

interface Rule {
	type: string;
	properties: { key?: string; value: unknown; message: string };
}

/** Sends what n8n's credential test sends, and reads the reply by the rules as n8n does (credentials-tester.service.js). */
async function pressTest(credential: IDataObject): Promise<string> {
	const { request, rules } = new ApicbaseOAuth2Api().test;
	const readBy = (wanted: string, fits: (rule: Rule['properties']) => boolean) =>
		(rules as Rule[]).find(({ type, properties }) => type === wanted && fits(properties))
			?.properties.message;
	const name = 'apicbaseOAuth2Api';
	const nodeType = {
		description: {
			...new Apicbase().description,
			credentials: [{ name, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request } },
			],
		},
	} as INodeType;
	const tested: INode = { ...node, credentials: { [name]: { id: '1', name } } };
	const types = { getByNameAndVersion: () => nodeType } as unknown as INodeTypes;
	const context = new ExecuteContext(
		new Workflow({ nodes: [tested], connections: {}, active: false, nodeTypes: types }),
		tested,
		{
			credentialsHelper: aCredentialsHelper({ [name]: credential }),
			currentNodeParameters: {},
		} as unknown as IWorkflowExecuteAdditionalData,
		'internal',
		{ resultData: { runData: {} } } as never,
		0,
		[{ json: {} }],
		{ main: [[{ json: {} }]] },
		{ node: tested, data: {}, source: null },
		[],
	);
	const routing = new RoutingNode(context, nodeType, {
		id: '1',
		name,
		type: name,
		data: credential,
	} as never);
	try {
		const body = (await routing.runNode())?.[0]?.[0]?.json;
		return readBy('responseSuccessBody', ({ key = '', value }) => body?.[key] === value) ?? 'OK';
	} catch (error) {
		const { cause } = error as { cause?: { response?: { status?: number } } };
		return (
			readBy('responseCode', ({ value }) => value === cause?.response?.status) ?? String(error)
		);
	}
}

describe('against a server', () => {
	let api: Listening;
	let elsewhere: Listening;
	let answer: (request: IncomingMessage, response: ServerResponse) => void;
	const heard: string[] = [];
	const json = (response: ServerResponse, body: unknown) =>
		response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
	const credential = () =>
		anOAuth2Credential({ url: api.url, clientId: 'me', clientSecret: 'secret' });

	beforeAll(async () => {
		api = await listen(
			createServer((request, response) =>
				request.url?.startsWith('/oauth')
					? json(response, { access_token: 'token', token_type: 'Bearer' })
					: answer(request, response),
			),
		);
		elsewhere = await listen(
			createServer((request, response) => {
				heard.push(request.headers.authorization ?? 'no token');
				json(response, { count: 0, next: null, previous: null, results: [] });
			}),
		);
	});
	beforeEach(() => heard.splice(0));
	afterAll(async () => {
		await api.close();
		await elsewhere.close();
	});

	test('connects where a list comes', async () => {
		answer = (_request, response) =>
			json(response, { count: 0, next: null, previous: null, results: [] });
		expect(await pressTest(credential())).toBe('OK');
	});

	test.each(['<!doctype html><h1>Welcome</h1>', '{"status": "ok"}', ''])(
		'takes nothing but a list for Apicbase: %p',
		async (body) => {
			answer = (_request, response) => response.end(body);
			expect(await pressTest(credential())).toBe(
				'What answers at this address is not Apicbase: it sent no list. Check the base URL.',
			);
		},
	);

	test.each([301, 302, 303, 307, 308])('follows no redirect, and says so: %p', async (status) => {
		answer = (_request, response) =>
			response.writeHead(status, { Location: `${elsewhere.url}/api/` }).end();
		expect(await pressTest(credential())).toBe(
			'Apicbase sent the test on to another address, where the access token must not go. Check the base URL.',
		);
		expect(heard).toEqual([]);
	});
});
