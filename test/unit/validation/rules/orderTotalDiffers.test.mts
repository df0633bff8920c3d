import { orderTotalDiffers } from '../../../../core/validation/rules/orderTotalDiffers.ts';
import { aLine, anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(orderTotalDiffers, {
	broken: anOrder({ theoretical_price: '10.01' }),
	issue: {
		severity: 'warning',
		path: 'theoretical_price',
		message: 'The order has a total of 10.01, but its lines add up to 10.',
		fix: 'Check the order against your own prices before you invoice it.',
		owner: 'article data',
	},
	said: {
		nl: 'De bestelling heeft een totaal van 10.01, maar de regels tellen op tot 10.',
		fr: 'La commande a un total de 10.01, mais la somme de ses lignes est 10.',
		de: 'Die Bestellung hat einen Gesamtbetrag von 10.01, aber die Summe ihrer Positionen ist 10.',
	},
	kept: {
		'what floating point gets wrong': {
			order: anOrder({
				packages: [
					aLine({ price: '0.1', quantity: 1, total: '0.1' }),
					aLine({ articleNumber: 'B', price: '0.2', quantity: 1, total: '0.2' }),
				],
				theoretical_price: '0.3',
			}),
		},
		'a line without a total': {
			order: anOrder({ packages: [aLine({ total: null })], theoretical_price: '99' }),
		},
	},
});
