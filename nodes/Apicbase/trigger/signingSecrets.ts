import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
	IWebhookFunctions,
} from 'n8n-workflow';

/** The secrets an order may be signed with, newest first; empty when no credential is chosen or it holds none. */
export async function readSigningSecrets(context: IWebhookFunctions): Promise<string[]> {
	const separate = context.getNodeParameter('signingSecretSource', 'clientSecret') === 'separate';
	const type = separate ? 'apicbaseWebhookApi' : 'apicbaseOAuth2Api';
	if (context.getNode().credentials?.[type] === undefined) return [];
	const credential = await context.getCredentials(type);
	const secrets = separate
		? [credential.signingSecret, credential.previousSigningSecret]
		: [credential.clientSecret];
	return secrets.filter(
		(secret): secret is string => typeof secret === 'string' && secret.trim() !== '',
	);
}

/** What the credential's test button says: there is nothing to ask Apicbase, so it looks at what was typed in. */
export async function testSigningSecret(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { signingSecret = '', previousSigningSecret = '' } = (credential.data ?? {}) as Record<
		string,
		string
	>;
	if (signingSecret.trim() === '')
		return {
			status: 'Error',
			message: 'The signing secret is empty. Enter the one Apicbase gave you.',
		};
	if ([signingSecret, previousSigningSecret].some((secret) => secret !== secret.trim())) {
		return {
			status: 'Error',
			message: 'A secret starts or ends with a blank. Copy it again without blanks.',
		};
	}
	return {
		status: 'OK',
		message:
			'The secret is set. Place a test order in Apicbase to see whether it is the right one.',
	};
}
