import { deliveryDateMissing } from '../../../../core/order/rules/deliveryDateMissing.ts';
import { anOrder } from '../../../support/orders.mts';
import { testRule } from '../../../support/ruleExample.mts';

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
