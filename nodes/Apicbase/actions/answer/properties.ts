import type { INodeProperties } from 'n8n-workflow';

const showFor = (operation: string[]) => ({ show: { resource: ['answer'], operation } });

export const answerProperties: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['answer'] } },
		options: [
			{
				name: 'Accept',
				value: 'accept',
				action: 'Accept an order',
				description: 'Tell the customer that the order was sent; this cannot be taken back',
			},
			{
				name: 'Refuse',
				value: 'refuse',
				action: 'Refuse an order',
				description: 'Tell the customer why the order was not sent, so that they can change it and send it again',
			},
		],
		default: 'accept',
	},
	{
		displayName:
			"The customer sees this answer when the workflow starts with an Apicbase Trigger that answers 'By an Apicbase Answer Step'.",
		name: 'answerNotice',
		type: 'notice',
		default: '',
		displayOptions: showFor(['accept', 'refuse']),
	},
	{
		displayName: 'Reasons',
		name: 'reasons',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Line 2, Tomatoes, cannot be delivered on Sunday.',
		description:
			'What the customer reads, one sentence per line. Leave empty to use what Apicbase Order Validation found.',
		displayOptions: showFor(['refuse']),
	},
];
