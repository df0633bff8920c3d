import type { ICredentialsHelper, IDataObject, IHttpRequestOptions } from 'n8n-workflow';

/**
 * A stand-in for n8n's credential store: decrypted data in, tokens written back. Everything about OAuth2 itself is
 * n8n-core's own code. Members a test does not need are absent, so that using one shows.
 */
export function aCredentialsHelper(credentials: Record<string, IDataObject>): ICredentialsHelper {
	const stored = new Map(Object.entries(credentials));
	return {
		isCredentialUsableByNode: () => true,
		getParentTypes: (type: string) => (type === 'apicbaseOAuth2Api' ? ['oAuth2Api'] : []),
		getCredentialsProperties: () => [],
		getDecrypted: (_additional: unknown, _node: unknown, type: string) =>
			Promise.resolve({ ...stored.get(type) }),
		runPreAuthentication: () => Promise.resolve(undefined),
		preAuthentication: () => Promise.resolve(undefined),
		authenticate: (_data: unknown, _type: string, options: IHttpRequestOptions) =>
			Promise.resolve(options),
		updateCredentialsOauthTokenData: (_node: unknown, type: string, data: IDataObject) => {
			stored.set(type, { ...stored.get(type), oauthTokenData: data.oauthTokenData });
			return Promise.resolve();
		},
	} as unknown as ICredentialsHelper;
}

/** An OAuth2 credential as n8n would hand it to a node, for an Apicbase at this address. */
export function anOAuth2Credential(apicbase: {
	url: string;
	clientId: string;
	clientSecret: string;
}): IDataObject {
	return {
		grantType: 'clientCredentials',
		clientId: apicbase.clientId,
		clientSecret: apicbase.clientSecret,
		baseUrl: apicbase.url,
		accessTokenUrl: `${apicbase.url}/oauth/token/`,
		authUrl: `${apicbase.url}/oauth/authorize/`,
		scope: 'supplier',
		authentication: 'body',
	};
}
