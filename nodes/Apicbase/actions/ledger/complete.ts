import { completeOrder } from '../../../../core/ledger/settleOrder';
import type { Operation } from '../operation';
import { orderFields } from './ledgerItem';
import { settle } from './settle';

export const complete: Operation = {
	option: {
		name: 'Complete Order',
		value: 'complete',
		action: 'Complete an order in the ledger',
		description: 'Note that an order is in the ERP, so that no later run writes it again',
	},
	properties: [
		...orderFields,
		{
			displayName: 'ERP Record ID',
			name: 'localId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. SO-2026-0815',
			description: "The ERP's own ID of the record, for the log entry",
		},
		{
			displayName: 'Response Summary',
			name: 'responseSummary',
			type: 'string',
			default: '',
			description:
				'What the ERP answered, in a few words without names of people, for the log entry',
		},
	],
	execute: async (context) =>
		await settle(context, {
			doing: 'complete',
			script: completeOrder,
			remarks: (itemIndex) => ({
				localId: String(context.getNodeParameter('localId', itemIndex, '')),
				responseSummary: String(context.getNodeParameter('responseSummary', itemIndex, '')),
			}),
		}),
};
