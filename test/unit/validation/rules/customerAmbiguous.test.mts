import { customerAmbiguous } from '../../../../core/validation/rules/customerAmbiguous.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

const bistro = { ref: 'C-42', name: 'Bistro' };

testRule(customerAmbiguous, {
	broken: anOrder(),
	checks: { customers: [bistro, { ref: 'C-42 ', name: 'Bar' }] },
	at: { path: 'supplier_customer_number' },
	says: 'Customer number "C-42" belongs to more than one customer.',
	customerReads: {
		nl: 'Klantnummer “C-42” is bij ons aan meer dan één klant toegekend.',
		fr: 'Le numéro de client «\u00a0C-42\u00a0» correspond chez nous à plusieurs clients.',
		de: 'Die Kundennummer „C-42“ gehört bei uns zu mehreren Kunden.',
	},
	kept: {
		'rows that are alike': {
			order: anOrder(),
			checks: { customers: [bistro, { ...bistro, id: 2 }] },
		},
		'one row that is active': {
			order: anOrder(),
			checks: {
				customers: [
					{ ...bistro, active: true },
					{ ref: 'C-42', name: 'Bar', active: false },
				],
			},
		},
		'a plain list that names a customer twice': {
			order: anOrder(),
			checks: { customerNumbers: ['C-42', 'C-42'] },
		},
	},
});
