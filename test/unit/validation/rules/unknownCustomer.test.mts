import { unknownCustomer } from '../../../../core/validation/rules/unknownCustomer.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(unknownCustomer, {
	broken: anOrder(),
	checks: { customerNumbers: ['C-420', 'c-42'] },
	issue: {
		path: 'supplier_customer_number',
		message: 'The supplier does not know the customer number "C-42".',
		fix: "Add the customer to your own records, or correct the number in the outlet's ordering details in Apicbase.",
		owner: 'customer data',
	},
	said: {
		nl: 'De leverancier kent het klantnummer "C-42" niet.',
		fr: 'Le fournisseur ne connaît pas le numéro de client "C-42".',
		de: 'Der Lieferant kennt die Kundennummer "C-42" nicht.',
	},
	kept: {
		'a known customer': { order: anOrder(), checks: { customerNumbers: ['C-42'] } },
		'no customers to look among': { order: anOrder(), checks: {} },
	},
});
