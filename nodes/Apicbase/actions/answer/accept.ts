import { accepted, nameOrder } from '../../../../core/webhook/answer';
import type { Operation } from '../operation';
import { answerNotice } from './notice';
import { sendAnswer } from './sendAnswer';

export const accept: Operation = {
	option: {
		name: 'Accept',
		value: 'accept',
		action: 'Accept an order',
		description: 'Tell the customer that the order was sent; this cannot be taken back',
	},
	properties: [answerNotice],
	execute: async (context) => sendAnswer(context, (order) => accepted(nameOrder(order))),
};
