import { orderTotalUnreadable } from '../../../../core/validation/rules/orderTotalUnreadable.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(orderTotalUnreadable, {
	broken: anOrder({ theoretical_price: 'NaN' }),
	issue: {
		path: 'theoretical_price',
		message: 'The order has a total of "NaN", which is not an amount.',
		fix: 'Ask the customer to place the order again; if it looks the same, ask Apicbase support.',
		owner: 'customer',
	},
	said: {
		nl: 'De bestelling heeft als totaal "NaN", en dat is geen bedrag.',
		fr: 'La commande a pour total "NaN", qui n\'est pas un montant.',
		de: 'Die Bestellung hat den Gesamtbetrag "NaN", der kein Betrag ist.',
	},
	kept: { 'no total': { order: anOrder({ theoretical_price: null }) } },
});
