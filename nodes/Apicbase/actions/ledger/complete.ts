import { completeOrder } from '../../../../core/ledger/settleOrder';
import { readRecordId } from '../../../../core/ledger/recordId';
import type { ApiProblem } from '../../../../core/api/problem';
import type { Operation } from '../operation';
import { orderFields, type LedgerItem } from './ledgerItem';
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
			remarks: (itemIndex, item) => {
				const localId = readRecordId(context.getNodeParameter('localId', itemIndex, ''));
				if (localId === undefined) return { ok: false, problem: noRecord(item) };
				const summary: unknown = context.getNodeParameter('responseSummary', itemIndex, '');
				return {
					ok: true,
					localId,
					responseSummary: typeof summary === 'string' ? summary : '',
				};
			},
		}),
};

const noRecord = ({ orderNumber, externalId }: LedgerItem): ApiProblem => ({
	kind: 'conflict',
	message: `Cannot complete order ${orderNumber ?? externalId}. 'ERP Record ID' names no record.`,
	description:
		"Look at what the ERP answered: it may have refused the order under status 200. Take the record's ID from its answer, and use 'Release Order' when there is none.",
	status: null,
});
