import { deliveryDateUnreadable } from '../../../../core/validation/rules/deliveryDateUnreadable.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(deliveryDateUnreadable, {
	broken: anOrder({ expected_delivery_date: '30/02/2026' }),
	issue: {
		path: 'expected_delivery_date',
		message: 'The delivery date "30/02/2026" is not a date.',
		fix: 'Ask the customer when they want the delivery.',
		owner: 'customer',
	},
	said: {
		nl: 'De leverdatum "30/02/2026" is geen datum.',
		fr: 'La date de livraison "30/02/2026" n\'est pas une date.',
		de: 'Der Liefertermin "30/02/2026" ist kein Datum.',
	},
	kept: { 'a leap day': { order: anOrder({ expected_delivery_date: '2028-02-29' }) } },
});
