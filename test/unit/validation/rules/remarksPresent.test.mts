import { remarksPresent } from '../../../../core/validation/rules/remarksPresent.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(remarksPresent, {
	broken: anOrder({ order_remarks: ' Ring the bell,\n at the back ' }),
	at: { path: 'order_remarks' },
	says: 'The order has a remark: "Ring the bell, at the back".',
	customerReads: {
		nl: 'De bestelling heeft een opmerking: “Ring the bell, at the back”.',
		fr: 'La commande contient une remarque\u00a0: «\u00a0Ring the bell, at the back\u00a0».',
		de: 'Die Bestellung hat eine Bemerkung: „Ring the bell, at the back“.',
	},
	kept: {
		'a blank remark': { order: anOrder({ order_remarks: ' \n' }) },
		'a remark that nobody can see': { order: anOrder({ order_remarks: '\u200b\u2800' }) },
	},
});
