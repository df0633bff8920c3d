import { deliveryDateMissing } from '../../../../core/validation/rules/deliveryDateMissing.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

const monday = '2026-11-23';

testRule(deliveryDateMissing, {
	broken: anOrder({ expected_delivery_date: null }),
	issue: {
		path: 'expected_delivery_date',
		message: 'The order has no delivery date.',
		fix: 'Ask the customer when they want the delivery.',
		owner: 'customer',
	},
	said: {
		nl: 'De bestelling heeft geen leverdatum.',
		fr: "La commande n'a pas de date de livraison.",
		de: 'Die Bestellung hat keinen Liefertermin.',
	},
	kept: { 'a date without time': { order: anOrder({ expected_delivery_date: monday }) } },
});
