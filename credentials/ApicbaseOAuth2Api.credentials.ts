import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/** What n8n requests instead of an address that is refused: n8n itself answers a POST there with 405, and no token leaves it. */
const refusedAddress = 'data:,';

const loopback = '(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d+)?';
const acceptedBaseUrl = `/^(https:\\/\\/[^\\/@?#]+|http:\\/\\/${loopback})(\\/[^?#]*)?$/i.test(String($credentials.baseUrl).trim())`;
const acceptedTokenUrl = `/^$|^https:\\/\\/[^\\/?#]|^http:\\/\\/${loopback}([\\/?#]|$)/i.test(String($credentials.accessTokenUrl ?? "").trim())`;
/** Like the nodes (core/api/baseUrl.ts), the test sends no token unencrypted but to this machine. */
const accepted = `(${acceptedBaseUrl} && ${acceptedTokenUrl})`;

const hasScope = (scope: string) => `String($credentials.scope).split(/\\s+/).includes("${scope}")`;

/** A list that the connection may read: the supplier's, or what the scopes of a library owner or partner open. */
const readableList = `($credentials.grantType === "clientCredentials" || ${hasScope('supplier')} ? "/api/v2/integrations/suppliers/purchase_orders/" : ${hasScope('accounts')} && !${hasScope('procurement')} ? "/api/v2/accounts/users" : "/api/v2/procurement/purchase_orders/")`;

const sentOn =
	'Apicbase sent the test on to another address, where the access token must not go. Check the base URL.';

const notAvailable = 'Apicbase is not available right now. Test again later.';

/** The sentence for each status of Apicbase. n8n itself reports what the access token URL refuses. */
const sentences: ReadonlyArray<readonly [status: number, sentence: string]> = [
	[301, sentOn],
	[302, sentOn],
	[303, sentOn],
	[307, sentOn],
	[308, sentOn],
	[
		401,
		'Apicbase does not accept the access token. Check the client ID and the client secret, or connect the account again.',
	],
	[
		403,
		'Apicbase knows this application, but does not let it read orders. Ask Apicbase for the scope "supplier", or "procurement" as a library owner or partner.',
	],
	[404, 'There is no Apicbase API at this address. Check the base URL.'],
	[
		405,
		'The base URL and the access token URL must be https addresses, e.g. https://api.apicbase.com; http is accepted for this machine only.',
	],
	[
		407,
		'The proxy between n8n and Apicbase asks for a login. Ask whoever runs n8n to put it into HTTP_PROXY and HTTPS_PROXY.',
	],
	[429, 'Apicbase takes 100 requests a minute and has had more. Wait a minute and test again.'],
	[500, notAvailable],
	[502, notAvailable],
	[503, notAvailable],
	[504, notAvailable],
];

/** n8n compares the value under the key: every list of Apicbase has `results`, and a web page or another API has not. */
const noList = {
	key: 'results',
	value: undefined,
	message: 'What answers at this address is not Apicbase: it sent no list. Check the base URL.',
};

/** Apicbase's OAuth2: https://developers.apicbase.com/docs/authentication-for-suppliers and …/docs/authentication-to-the-point. */
export class ApicbaseOAuth2Api implements ICredentialType {
	name = 'apicbaseOAuth2Api';

	displayName = 'Apicbase OAuth2 API';

	extends = ['oAuth2Api'];

	icon = { light: 'file:../icons/apicbase.svg', dark: 'file:../icons/apicbase.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-apicbase/n8n-nodes-apicbase#connect';

	properties: INodeProperties[] = [
		{
			displayName: 'Connect As',
			name: 'grantType',
			type: 'options',
			options: [
				{
					name: 'Supplier',
					value: 'clientCredentials',
					description: 'With the client ID and secret that Apicbase gave you as a supplier',
				},
				{
					name: 'Library Owner or Partner',
					value: 'authorizationCode',
					description: 'With an application registered in the library settings, and a sign-in',
				},
			],
			default: 'clientCredentials',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.apicbase.com',
			required: true,
			description: 'The address of the API. The access token is sent nowhere else.',
			hint: 'Change it only for a sandbox or a proxy',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'string',
			default: 'https://api.apicbase.com/oauth/token/',
			required: true,
			description: 'Where n8n gets access tokens with the client ID and secret',
			hint: 'Change it only for a sandbox or a proxy',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'string',
			default: 'https://app.apicbase.com/oauth/authorize/',
			required: true,
			description: 'Where you sign in',
			displayOptions: { show: { grantType: ['authorizationCode'] } },
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: 'supplier',
			description:
				'What the connection may do: "supplier" for suppliers; for library owners and partners the scopes of the application, with a space between them, e.g. "library procurement"',
		},
		// Apicbase reads client ID and secret from the form body.
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		// n8n's own fields, which Apicbase has no use for.
		{
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
		{
			displayName: 'Additional Body Properties',
			name: 'additionalBodyProperties',
			type: 'hidden',
			default: '',
		},
		// Keeps other nodes, the HTTP Request node say, from sending this token anywhere.
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: 'none',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ ${accepted} ? $credentials.baseUrl.trim().replace(/\\/+$/, "") : "" }}`,
			url: `={{ ${accepted} ? ${readableList} : "${refusedAddress}" }}`,
			method: `={{ ${accepted} ? "GET" : "POST" }}` as 'GET',
			qs: { page_size: 1 },
			disableFollowRedirect: true,
		},
		rules: [
			...sentences.map(([value, message]) => ({
				type: 'responseCode',
				properties: { value, message },
			})),
			{ type: 'responseSuccessBody', properties: noList },
		] as ICredentialTestRequest['rules'],
	};
}
