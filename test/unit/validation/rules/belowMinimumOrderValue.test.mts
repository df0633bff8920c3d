import { belowMinimumOrderValue } from '../../../../core/validation/rules/belowMinimumOrderValue.ts';
import { aLine, anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

testRule(belowMinimumOrderValue, {
	broken: anOrder(),
	checks: { minimumOrderValue: 10.01 },
	issue: {
		path: 'theoretical_price',
		message: 'The order has a total of 10, below the minimum of 10.01.',
		fix: 'Ask the customer to order more, or accept the small order by hand.',
		owner: 'customer',
	},
	said: {
		nl: 'De bestelling heeft een totaal van 10, minder dan het minimum van 10.01.',
		fr: 'La commande a un total de 10, en dessous du minimum de 10.01.',
		de: 'Die Bestellung hat einen Gesamtbetrag von 10, weniger als der Mindestbestellwert von 10.01.',
	},
	kept: {
		'the minimum itself': { order: anOrder(), checks: { minimumOrderValue: 10 } },
		'enough by its lines, without a total of its own': {
			order: anOrder({ theoretical_price: null }),
			checks: { minimumOrderValue: '10' },
		},
		'no minimum': {
			order: anOrder({
				packages: [aLine({ quantity: 1, price: '0', total: '0' })],
				theoretical_price: '0',
			}),
			checks: {},
		},
	},
});
