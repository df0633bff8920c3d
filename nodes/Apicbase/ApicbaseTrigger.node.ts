import type { IHookFunctions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { triggerProperties } from './trigger/properties';
import { receiveDelivery } from './trigger/receiveDelivery';
import { responseFields } from './trigger/responseFields';
import { testSigningSecret } from './trigger/verifySender';

const toTry =
	'<b>To try it:</b> copy the <b>Test URL</b>, press <i>Execute step</i>, then place an order at that address.';
const whyRefused =
	"<b>Every order refused with 403?</b> The signing secret is missing or wrong. Check the credential; n8n's log says which.";

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
		// n8n's node list shows it for the package's actions as well.
		description: 'Receive Apicbase orders, look them up, answer the customer, upload articles',
		eventTriggerDescription: 'Waiting for an order to be placed in Apicbase',
		triggerPanel: {
			header: 'Receive orders from Apicbase',
			executionsHelp: {
				inactive: `${toTry}<br /><br /><b>To go live:</b> publish this workflow, open <i>Webhook URLs</i>, copy the <b>Production URL</b> and e-mail it to Apicbase. They set it up by hand; it stays the same for this workflow.<br /><br />${whyRefused}`,
				active: `${toTry}<br /><br /><b>Live:</b> orders sent to the <b>Production URL</b> start this workflow; see them in the executions list.<br /><br />${whyRefused}`,
			},
			activationHint:
				'Publish the workflow, then e-mail the Production URL to Apicbase. They set it up by hand; it stays the same for this workflow.',
		},
		activationMessage:
			'Orders sent to the production URL now start this workflow. Has Apicbase got the URL?',
		defaults: { name: 'Apicbase Trigger' },
		inputs: [],
		builderHint: {
			searchHint:
				'Starts the workflow when a customer places an order in Apicbase. One credential is enough: apicbaseOAuth2Api while signingSecretSource is clientSecret, apicbaseWebhookApi while it is separate. Output 0 is Orders; output 1, Refused, is there while refusedOrders is output. Apicbase sets the production URL up by hand.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-apicbase.apicbaseOrderValidation',
					relationHint: 'Checks the order before the ERP; output 0 is Valid, output 1 Invalid',
				},
				{
					nodeType: 'n8n-nodes-apicbase.apicbase',
					relationHint:
						'Claim and Complete of the resource Ledger let each order through once; Answer tells the customer when responseMode is responseNode',
				},
			],
		},
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
				...responseFields,
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
