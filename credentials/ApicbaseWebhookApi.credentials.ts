import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/** A signing secret of its own, which Apicbase sets up on request: https://developers.apicbase.com/docs/integrated-ordering. */
export class ApicbaseWebhookApi implements ICredentialType {
	name = 'apicbaseWebhookApi';

	displayName = 'Apicbase Webhook API';

	icon = { light: 'file:../icons/apicbase.svg', dark: 'file:../icons/apicbase.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-apicbase/n8n-nodes-apicbase#connect';

	properties: INodeProperties[] = [
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The secret that Apicbase signs your orders with',
		},
		{
			displayName: 'Previous Signing Secret',
			name: 'previousSigningSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Still accepted while Apicbase changes over to a new secret, so that no order is lost. Empty it afterwards.',
		},
	];
}
