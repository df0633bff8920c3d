import type { Operation } from '../operation';
import { claimAll } from './claimAll';
import { claimFields } from './claimFields';

export const claim: Operation = {
	option: {
		name: 'Claim Order',
		value: 'claim',
		action: 'Claim an order in the ledger',
		description:
			'Take an order before the ERP is touched, unless it was completed before or another run holds it',
	},
	properties: claimFields,
	execute: claimAll,
};
