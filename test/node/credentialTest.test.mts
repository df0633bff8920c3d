import { Workflow, type INode, type INodeTypes } from 'n8n-workflow';
import { readBaseUrl } from '../../core/api/baseUrl.ts';
import { ApicbaseOAuth2Api } from '../../credentials/ApicbaseOAuth2Api.credentials.ts';
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
const testedAddress = (baseUrl: unknown) =>
	workflow.expression.getSimpleParameterValue(
		node,
		new ApicbaseOAuth2Api().test.request.baseURL,
		'internal',
		{ $credentials: { baseUrl } },
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
