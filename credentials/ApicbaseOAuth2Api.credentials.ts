import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Apicbase's OAuth2: https://developers.apicbase.com/docs/authentication-for-suppliers and …/docs/authentication-to-the-point. */
export class ApicbaseOAuth2Api implements ICredentialType {
	name = 'apicbaseOAuth2Api';

	displayName = 'Apicbase OAuth2 API';

	extends = ['oAuth2Api'];

	icon = { light: 'file:../icons/apicbase.svg', dark: 'file:../icons/apicbase.dark.svg' } as const;

	documentationUrl = 'https://developers.apicbase.com/docs/authentication-for-suppliers';

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
			description:
				'Where the API lives; https, or http on this machine. The access token is sent nowhere else.',
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'string',
			default: 'https://api.apicbase.com/oauth/token/',
			required: true,
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'string',
			default: 'https://app.apicbase.com/oauth/authorize/',
			required: true,
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
			// Like the nodes (core/api/baseUrl.ts), the test sends no token unencrypted but to this machine.
			baseURL:
				'={{ /^(https:\\/\\/[^\\/@?#]+|http:\\/\\/(localhost|127(\\.\\d{1,3}){3}|\\[::1\\])(:\\d+)?)(\\/[^?#]*)?$/i.test(String($credentials.baseUrl).trim()) ? $credentials.baseUrl.trim().replace(/\\/+$/, "") : "" }}',
			url: '/api/v2/integrations/suppliers/purchase_orders/',
			qs: { page_size: 1 },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Apicbase does not accept the access token. Check the client ID and the client secret.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Apicbase does not let this application read supplier orders. Ask Apicbase for the scope "supplier".',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no Apicbase API at this address. Check the base URL.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message:
						'Apicbase takes 100 requests a minute and has had more. Wait a minute and test again.',
				},
			},
		],
	};
}
