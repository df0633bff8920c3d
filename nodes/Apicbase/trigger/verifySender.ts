import {
	sleep,
	type ICredentialTestFunctions,
	type ICredentialsDecrypted,
	type IDataObject,
	type INodeCredentialTestResult,
	type IWebhookFunctions,
} from 'n8n-workflow';
import { checkSignature } from '../../../core/webhook/signature';

const keptMs = 5000;

/**
 * Secrets that were read from a credential, for five seconds: decrypting one costs n8n more than all of this node. A
 * changed or withdrawn secret counts when they are over.
 */
export class KeptSecrets {
	private readonly kept = new Map<string, { secrets: Promise<string[]>; readAtMs: number }>();

	constructor(
		private readonly nowMs: () => number,
		private readonly pause: (ms: number) => Promise<void>,
	) {}

	/** The secrets under this key; `read` is asked at most once in five seconds, and again after it threw. */
	async get(key: string, read: () => Promise<string[]>): Promise<string[]> {
		const found = this.kept.get(key);
		if (found !== undefined && this.nowMs() - found.readAtMs < keptMs) return await found.secrets;
		const entry = { secrets: read(), readAtMs: this.nowMs() };
		this.kept.set(key, entry);
		const forget = () => {
			if (this.kept.get(key) === entry) this.kept.delete(key);
		};
		entry.secrets.then(() => void this.pause(keptMs).then(forget), forget);
		return await entry.secrets;
	}
}

const keptSecrets = new KeptSecrets(Date.now, sleep);

/** Whether the body was signed with one of our secrets. If not, the log says why; the sender learns nothing. */
export async function verifySender(
	context: IWebhookFunctions,
	rawBody: Buffer,
	signature: string,
): Promise<boolean> {
	const check = checkSignature({
		rawBody,
		signature,
		secrets: await readSigningSecrets(context),
		acceptReformattedBody:
			context.getNodeParameter('options.acceptReformattedBody', true) !== false,
	});
	if (check.ok) return true;
	const where = whereIn(context);
	if (check.problem === 'mismatch') {
		// Anybody can call the address, so this is no fault of ours.
		context.logger.warn(
			'Apicbase Trigger: an order was refused. The signature does not match. Either the signing secret is not the one Apicbase uses, or somebody else called this address, or a proxy changed the body.',
			where,
		);
		return false;
	}
	const credential = credentialName(context);
	const reason =
		check.problem === 'blank_around_secret'
			? `The signing secret in ${credential} starts or ends with a blank and matches without it. Enter it again.`
			: `No signing secret is set. Fill in the secret in ${credential}; until then every order is refused.`;
	context.logger.error(`Apicbase Trigger: an order was refused. ${reason}`, where);
	return false;
}

/** Which trigger a line of the log is about. */
export const whereIn = (context: IWebhookFunctions) => ({
	workflowId: context.getWorkflow().id,
	node: context.getNode().name,
});

interface SecretSource {
	type: 'apicbaseOAuth2Api' | 'apicbaseWebhookApi';
	/** In which fields of the credential, the newest secret first. */
	fields: string[];
}

function secretSource(context: IWebhookFunctions): SecretSource {
	return context.getNodeParameter('signingSecretSource', 'clientSecret') === 'separate'
		? { type: 'apicbaseWebhookApi', fields: ['signingSecret', 'previousSigningSecret'] }
		: { type: 'apicbaseOAuth2Api', fields: ['clientSecret'] };
}

function credentialName(context: IWebhookFunctions): string {
	const name = context.getNode().credentials?.[secretSource(context).type]?.name;
	return name === undefined
		? 'a credential, and choose it in the node'
		: `the credential "${name}"`;
}

/** The secrets an order may be signed with; empty when no credential is chosen or it holds none. */
async function readSigningSecrets(context: IWebhookFunctions): Promise<string[]> {
	const { type, fields } = secretSource(context);
	const chosen = context.getNode().credentials?.[type];
	if (chosen === undefined) return [];
	const read = async () => {
		const credential = await context.getCredentials(type).catch(noneWhenDeleted);
		return fields
			.map((field) => credential[field])
			.filter((secret): secret is string => typeof secret === 'string' && secret.trim() !== '');
	};
	// Somebody who tries out a secret in the editor sees the one that was just saved.
	if (!chosen.id || context.getMode() === 'manual') return await read();
	// n8n decides for each workflow whether its owner may use a credential, so what is kept belongs to one node of one.
	const key = JSON.stringify([context.getWorkflow().id, context.getNode().id, type, chosen.id]);
	return await keptSecrets.get(key, read);
}

/** A credential that was deleted holds no secret; every other fault is passed on. */
function noneWhenDeleted(error: unknown): IDataObject {
	// n8n's class is not among what it gives to nodes: https://github.com/n8n-io/n8n/blob/master/packages/cli/src/errors/credential-not-found.error.ts
	if ((error as Error).constructor.name === 'CredentialNotFoundError') return {};
	throw error;
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
