import type { INodeProperties } from 'n8n-workflow';
import { externalIdPrefixOption } from '../externalIdPrefix';
import { rulesWithoutLists, settingsPanel } from '../rules/settings';

export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'Send the production URL above to Apicbase by e-mail and ask them to set it up for your orders: there is no automatic registration. It stays the same for the life of this workflow, so send it once.',
		name: 'setUpNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Signing Secret',
		name: 'signingSecretSource',
		type: 'options',
		options: [
			{
				name: 'Client Secret',
				value: 'clientSecret',
				description:
					'Apicbase signs with the client secret of the OAuth2 credential, as it does unless you agreed otherwise',
			},
			{
				name: 'Separate Secret',
				value: 'separate',
				description: 'Apicbase signs with a secret that is used for nothing else',
			},
		],
		default: 'clientSecret',
		description: 'Which secret proves that an order comes from Apicbase',
	},
	{
		displayName: 'Answer the Customer',
		name: 'responseMode',
		type: 'options',
		options: [
			{
				name: 'Immediately After Checks',
				value: 'onReceived',
				description: 'As soon as n8n has stored the order',
			},
			{
				name: 'When Workflow Finishes',
				value: 'lastNode',
				description:
					'The customer waits, and sees "sent" only when the whole workflow went through',
			},
			{
				name: "By an Apicbase 'Answer' Step",
				value: 'responseNode',
				description:
					'The customer waits for the Apicbase node with the resource Answer to accept or refuse the order',
			},
		],
		default: 'onReceived',
		description:
			'When the customer is told that the order was sent. What is answered cannot be taken back.',
	},
	{
		displayName: 'When an Order Comes Again',
		name: 'onDuplicate',
		type: 'options',
		options: [
			{
				name: 'Accept Without Running Again',
				value: 'acknowledge',
				description:
					'A repeat with the same content is accepted and goes no further; a changed order runs',
			},
			{ name: 'Run Again', value: 'run', description: 'Every delivery starts the workflow' },
		],
		default: 'acknowledge',
	},
	{
		displayName: 'Refused Orders',
		name: 'refusedOrders',
		type: 'options',
		options: [
			{
				name: 'Discard',
				value: 'discard',
				description: 'The customer sees why, and nothing else happens',
			},
			{
				name: 'Send to Refused Output',
				value: 'output',
				description: 'The customer sees why, and a second output lets you tell somebody',
			},
		],
		default: 'discard',
		description:
			'What happens to orders from Apicbase that cannot be taken. A wrong signature never starts a run.',
	},
	{
		displayName: 'Checks Before the Answer',
		name: 'checks',
		type: 'options',
		options: [
			{
				name: 'Structure',
				value: 'structure',
				description: 'What came must be an order with lines',
			},
			{
				name: 'Structure and Rules',
				value: 'rules',
				description:
					'Also the rules of Apicbase Order Validation that need no list of articles or customers',
			},
		],
		default: 'rules',
		description:
			'What an order must pass to be accepted. The customer reads why one is refused, and can change it and send it again.',
	},
	...settingsPanel(rulesWithoutLists, { show: { checks: ['rules'] } }),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Accept Reformatted Body',
				name: 'acceptReformattedBody',
				type: 'boolean',
				default: true,
				description:
					'Whether an order still counts as signed when a proxy on the way re-encoded it without changing its content',
			},
			externalIdPrefixOption,
		],
	},
];
