import type { IHookFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { answerFields } from './trigger/answerFields';
import { triggerProperties } from './trigger/properties';
import { receiveDelivery } from './trigger/receiveDelivery';
import { testSigningSecret } from './trigger/signingSecrets';

const whyRefused =
	'<br /><br /><b>Is every order refused with 403?</b> Then no signing secret is set, or not the one Apicbase signs with: fill it in in the credential. The log of n8n says which it is.';

export class ApicbaseTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Apicbase Trigger',
		name: 'apicbaseTrigger',
		icon: { light: 'file:../../icons/apicbase.svg', dark: 'file:../../icons/apicbase.dark.svg' },
		group: ['trigger'],
		// For a webhook node of version 1 n8n evaluates an expression on every call: it takes most of the time, and fails
		// each order where n8n does not know the workflow's time zone (docs/decisions.md).
		version: 2,
		defaultVersion: 2,
		subtitle: 'Order received',
		description: 'Starts the workflow when a customer places an order in Apicbase',
		eventTriggerDescription: 'Waiting for an order to be placed in Apicbase',
		triggerPanel: {
			header: 'Receive orders from Apicbase',
			executionsHelp: {
				inactive: `<b>To try it</b>, listen for a test event and have an order sent to the <b>test URL</b>.<br /><br /><b>To go live</b>, publish this workflow and send the <b>production URL</b> to Apicbase by e-mail: they set it up by hand, and it never changes.${whyRefused}`,
				active: `<b>To try it</b>, listen for a test event and have an order sent to the <b>test URL</b>.<br /><br /><b>Live:</b> orders sent to the <b>production URL</b> run this workflow; see them in the executions list.${whyRefused}`,
			},
			activationHint:
				'Publish the workflow, then send the production URL to Apicbase by e-mail: they set it up by hand, and it never changes.',
		},
		defaults: { name: 'Apicbase Trigger' },
		inputs: [],
		outputs: `={{ $parameter["refusedOrders"] === "output" ? [{ type: "${NodeConnectionTypes.Main}", displayName: "Orders" }, { type: "${NodeConnectionTypes.Main}", displayName: "Refused" }] : ["${NodeConnectionTypes.Main}"] }}`,
		credentials: [
			{
				name: 'apicbaseOAuth2Api',
				required: true,
				displayOptions: { show: { signingSecretSource: ['clientSecret'] } },
			},
			{
				name: 'apicbaseWebhookApi',
				required: true,
				testedBy: 'testSigningSecret',
				displayOptions: { show: { signingSecretSource: ['separate'] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				...answerFields,
			},
		],
		properties: triggerProperties,
	};

	methods = { credentialTest: { testSigningSecret } };

	// Apicbase sets the URL up by hand, so there is nothing to register: https://developers.apicbase.com/docs/integrated-ordering
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	webhook = receiveDelivery;
}
