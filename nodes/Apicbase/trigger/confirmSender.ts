import type { IWebhookFunctions } from 'n8n-workflow';
import { checkSignature } from '../../../core/webhook/signature';
import { readSigningSecrets } from './signingSecrets';

const reasons = {
	'no secret':
		'No signing secret is set. Choose a credential in the Apicbase Trigger and fill in its secret; until then every order is refused.',
	mismatch:
		'The signature does not match. Either the signing secret is not the one Apicbase uses, or somebody else called this address, or a proxy changed the body.',
	'blank around the secret':
		'The signing secret starts or ends with a blank and matches without it. Enter the secret again in the credential.',
};

/** Whether the body was signed with a secret of ours; when it was not, the log says why and the sender is told nothing. */
export async function confirmSender(
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
	if (check.verified) return true;
	context.logger.warn(`Apicbase Trigger: an order was refused. ${reasons[check.because]}`, {
		workflowId: context.getWorkflow().id,
		node: context.getNode().name,
	});
	return false;
}
