import { createHash } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
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

/** What a credential says; `account` is known also when it leads nowhere. */
export type ConnectionReading = { account: string } & (
	{ ok: true; connection: Connection } | { ok: false; reason: string }
);

/**
 * Reads the connection out of the node's credential. A poll does so once: with n8n's default expression engine each
 * reading outside a run costs an isolate, some 40 ms of CPU.
 */
export async function readConnection(context: ApiContext): Promise<ConnectionReading> {
	const credential = await context.getCredentials<ICredentialDataDecryptedObject>(credentialType);
	const account = digest(credential);
	const baseUrl = readBaseUrl(credential.baseUrl);
	if (!baseUrl.ok) return { account, ...baseUrl };
	const tokenUrl = String(credential.accessTokenUrl ?? '').trim();
	if (tokenUrl !== '' && !takesSecrets(tokenUrl))
		return {
			account,
			ok: false,
			reason: `The access token URL "${tokenUrl}" does not start with https.`,
		};
	const token = credential.oauthTokenData as { access_token?: unknown } | undefined;
	return {
		account,
		ok: true,
		connection: {
			url: baseUrl.url,
			origin: baseUrl.origin,
			key: `${baseUrl.url} ${context.getNode().credentials?.[credentialType]?.id ?? ''}`,
			hasToken: typeof token?.access_token === 'string' && token.access_token !== '',
		},
	};
}

/** The account, by address and client: a renamed or re-created credential for the same account is the same one. */
function digest({ baseUrl, clientId }: ICredentialDataDecryptedObject): string {
	const account = JSON.stringify([
		String(baseUrl ?? '')
			.trim()
			.replace(/\/+$/, ''),
		String(clientId ?? ''),
	]);
	return createHash('sha256').update(account).digest('base64url').slice(0, 16);
}
