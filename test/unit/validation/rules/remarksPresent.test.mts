import { remarksPresent } from '../../../../core/validation/rules/remarksPresent.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(remarksPresent, {
	broken: anOrder({ order_remarks: ' Ring the bell,\n at the back ' }),
	at: { path: 'order_remarks' },
	says: 'The order has a remark: "Ring the bell, at the back".',
	kept: {
		'a blank remark': { order: anOrder({ order_remarks: ' \n' }) },
		'a remark that nobody can see': { order: anOrder({ order_remarks: '\u200b\u2800' }) },
	},
});
