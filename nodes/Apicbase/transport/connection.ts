import type { ICredentialDataDecryptedObject, IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import { readBaseUrl, takesSecrets } from '../../../core/api/baseUrl';

export const credentialType = 'apicbaseOAuth2Api';

/** Any context that may ask Apicbase something. */
export type ApiContext = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

/** Where requests go, and what they share with others. */
export interface Connection {
	/** The base URL, without a slash at the end. */
	url: string;
	origin: string;
	/** One per base URL and credential: what shares Apicbase's rate limit. */
	key: string;
	/** Whether n8n holds an access token already. */
	hasToken: boolean;
}

/** Reads the connection out of the node's credential. */
export async function readConnection(
	context: ApiContext,
): Promise<{ ok: true; connection: Connection } | { ok: false; reason: string }> {
	const credential = await context.getCredentials<ICredentialDataDecryptedObject>(credentialType);
	const baseUrl = readBaseUrl(credential.baseUrl);
	if (!baseUrl.ok) return baseUrl;
	const tokenUrl = String(credential.accessTokenUrl ?? '').trim();
	if (tokenUrl !== '' && !takesSecrets(tokenUrl)) return { ok: false, reason: `The access token URL "${tokenUrl}" does not start with https.` };
	const token = credential.oauthTokenData as { access_token?: unknown } | undefined;
	return {
		ok: true,
		connection: {
			url: baseUrl.url,
			origin: baseUrl.origin,
			key: `${baseUrl.url} ${context.getNode().credentials?.[credentialType]?.id ?? ''}`,
			hasToken: typeof token?.access_token === 'string' && token.access_token !== '',
		},
	};
}
