import { unknownCustomer } from '../../../../core/validation/rules/unknownCustomer.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(unknownCustomer, {
	broken: anOrder(),
	checks: { customerNumbers: ['C-420', 'c-42'] },
	at: { path: 'supplier_customer_number' },
	says: 'Customer number "C-42" is not known.',
	kept: {
		'a known customer': { order: anOrder(), checks: { customerNumbers: ['C-42'] } },
		'no customers to look among': { order: anOrder(), checks: {} },
	},
});
