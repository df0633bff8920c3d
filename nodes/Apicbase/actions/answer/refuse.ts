import { nameOrder, refused } from '../../../../core/webhook/answer';
import { reasonsFor } from '../../../../core/webhook/reasons';
import type { Operation } from '../operation';
import { answerNotice } from './notice';
import { sendAnswer } from './sendAnswer';

export const refuse: Operation = {
	option: {
		name: 'Refuse',
		value: 'refuse',
		action: 'Refuse an order',
		description:
			'Tell the customer why the order was not sent, so that they can change it and send it again',
	},
	properties: [
		answerNotice,
		{
			displayName: 'Reasons',
			name: 'reasons',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. Line 2, Tomatoes, cannot be delivered on Sunday.',
			description:
				'What the customer reads, one sentence per line. Leave empty to use what Apicbase Order Validation found.',
		},
	],
	execute: async (context) =>
		sendAnswer(context, (order) =>
			refused(nameOrder(order), reasonsFor(order, context.getNodeParameter('reasons', 0, ''))),
		),
};
