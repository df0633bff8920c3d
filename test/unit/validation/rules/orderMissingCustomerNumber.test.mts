import { orderMissingCustomerNumber } from '../../../../core/validation/rules/orderMissingCustomerNumber.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(orderMissingCustomerNumber, {
	broken: anOrder({ supplier_customer_number: '' }),
	issue: {
		path: 'supplier_customer_number',
		message: 'The order has no customer number.',
		fix: "Have the customer number entered with the outlet's ordering details in Apicbase.",
		owner: 'customer data',
	},
	said: {
		nl: 'De bestelling heeft geen klantnummer.',
		fr: "La commande n'a pas de numéro de client.",
		de: 'Die Bestellung hat keine Kundennummer.',
	},
	kept: { 'a number of one digit': { order: anOrder({ supplier_customer_number: '0' }) } },
});
