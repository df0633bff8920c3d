import { createHash } from 'node:crypto';
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { quoteAddress, readBaseUrl, takesSecrets } from '../../../core/api/baseUrl';
import { readField } from '../../../core/json';

export const credentialType = 'apicbaseOAuth2Api';

/** Any context that may ask Apicbase something. */
export type ApiContext = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

/** Where requests go, and what they share with others. */
export interface Connection {
	/** The base URL, without a slash at the end. */
	readonly url: string;
	readonly origin: string;
	/** By address and client: what shares Apicbase's rate limit, also between two credentials. */
	readonly account: string;
	/** What n8n keeps the access token by. */
	readonly credentialId: string;
	/**
	 * Whether n8n holds an access token. `unusable`: it holds a reply of the token address that contains none, and would not
	 * ask again by itself. Changes to `present` with the first reply.
	 */
	token: 'present' | 'absent' | 'unusable';
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
			reason: `The access token URL "${quoteAddress(tokenUrl)}" does not start with https.`,
		};
	return {
		account,
		ok: true,
		connection: {
			url: baseUrl.url,
			origin: baseUrl.origin,
			account,
			credentialId: context.getNode().credentials?.[credentialType]?.id ?? '',
			token: tokenIn(credential),
		},
	};
}

function tokenIn({ oauthTokenData }: ICredentialDataDecryptedObject): Connection['token'] {
	const token = readField(oauthTokenData, ['access_token']);
	if (typeof token === 'string' && token !== '') return 'present';
	const isEmpty =
		typeof oauthTokenData !== 'object' || Object.keys(oauthTokenData ?? {}).length === 0;
	return isEmpty || token === '' ? 'absent' : 'unusable';
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
