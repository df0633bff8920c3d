import { forgetOrder } from '../../../../core/ledger/settleOrder';
import type { Operation } from '../operation';
import { orderFields } from './ledgerItem';
import { settle } from './settle';

export const forget: Operation = {
	option: {
		name: 'Forget Order',
		value: 'forget',
		action: 'Forget an order in the ledger',
		description:
			'Free a completed order whose record in the ERP is gone, so that it can be written again',
	},
	properties: orderFields,
	execute: async (context) =>
		await settle(context, {
			doing: 'forget',
			script: forgetOrder,
			remarks: () => ({ ok: true }),
		}),
};
