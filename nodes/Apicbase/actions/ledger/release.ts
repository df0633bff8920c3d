import { releaseOrder } from '../../../../core/ledger/settleOrder';
import type { Operation } from '../operation';
import { orderFields } from './ledgerItem';
import { settle } from './settle';

export const release: Operation = {
	option: {
		name: 'Release Order',
		value: 'release',
		action: 'Release an order in the ledger',
		description:
			'Give an order back that could not be written to the ERP, so that the next try is not taken for a repeat',
	},
	properties: [
		...orderFields,
		{
			displayName: 'Reason',
			name: 'reason',
			type: 'string',
			default: '={{ $json.error?.message ?? $json.error }}',
			description: 'Why it did not work, without names of people, for the log entry',
		},
	],
	execute: async (context) =>
		await settle(context, {
			doing: 'release',
			script: releaseOrder,
			remarks: (itemIndex) => {
				const reason: unknown = context.getNodeParameter('reason', itemIndex, '');
				return { ok: true, errorMessage: typeof reason === 'string' ? reason : '' };
			},
		}),
};
