import type { INodeProperties } from 'n8n-workflow';
import { externalIdPrefixOption } from '../externalIdPrefix';
import { rulesWithoutLists, settingsPanel } from '../rules/settings';
import { defaultMaxUnderWay } from './deliveries';

export const triggerProperties: INodeProperties[] = [
	// Not shown: n8n's node list takes the name of a trigger's action from a property called Event.
	{
		displayName: 'Event',
		name: 'event',
		type: 'hidden',
		options: [{ name: 'Order Placed', value: 'orderPlaced', action: 'On new order' }],
		default: 'orderPlaced',
	},
	{
		displayName:
			'Open <i>Webhook URLs</i>, copy the <b>Production URL</b> and e-mail it to Apicbase. They set it up by hand; it stays the same for this workflow.',
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
				name: 'Client Secret of the OAuth2 Credential',
				value: 'clientSecret',
				description:
					'Apicbase signs with the client secret of the OAuth2 credential, as it does unless you agreed otherwise',
			},
			{
				name: 'Secret of Its Own',
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
					'The customer waits, and sees "sent" only when the whole workflow went through and its last step put out an item by its first output',
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
		displayName:
			'The customer sees "sent" before the next step runs. What a later step refuses, Order Validation included, has to reach them in another way: choose rules below, or let a step answer.',
		name: 'answeredBeforeNotice',
		type: 'notice',
		displayOptions: { show: { responseMode: ['onReceived'] } },
		default: '',
	},
	{
		displayName: 'When an Order Is Sent Again',
		name: 'onDuplicate',
		type: 'options',
		options: [
			{
				name: 'Accept Without Running Again',
				value: 'acknowledge',
				description:
					'A repeat with the same content is accepted and goes no further; a changed order runs; an earlier version of a changed order is refused',
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
			'What happens to orders from Apicbase that cannot be accepted. A wrong signature never starts a run.',
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
		placeholder: 'Add option',
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
			{
				displayName: 'Orders Under Way at Once',
				name: 'maxUnderWay',
				type: 'number',
				typeOptions: { minValue: 1 },
				displayOptions: { show: { '/responseMode': ['lastNode', 'responseNode'] } },
				default: defaultMaxUnderWay,
				description:
					'How many customers may wait for the workflow at once, first come first served. What would wait longer than 8 seconds for its turn is answered at once: the customer is asked to send the order again in a few minutes.',
			},
		],
	},
];
