import { orderedAfterCutOff } from '../../../../core/validation/rules/orderedAfterCutOff.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

const workingDays = [1, 2, 3, 4, 5];
/** A Friday and the Monday after it. */
const friday = (time: string) => `2026-11-20T${time}:00Z`;
const monday = '2026-11-23';

testRule(orderedAfterCutOff, {
	broken: anOrder({ ordered_on: '2026-11-20T15:00:00.001Z', expected_delivery_date: monday }),
	checks: { leadTimeDays: 1, cutOffTime: '16:00', deliveryDays: workingDays },
	issue: {
		path: 'expected_delivery_date',
		message:
			'The order came after 16:00, too late for Monday 23 November 2026: the first possible day is Tuesday 24 November 2026.',
		fix: 'Ask the customer for a later delivery date.',
		owner: 'customer',
	},
	said: {
		nl: 'De bestelling kwam na 16:00, te laat voor maandag 23 november 2026: de eerst mogelijke dag is dinsdag 24 november 2026.',
		fr: 'La commande est arrivée après 16:00, trop tard pour lundi 23 novembre 2026 : le premier jour possible est mardi 24 novembre 2026.',
		de: 'Die Bestellung kam nach 16:00, zu spät für Montag, 23. November 2026: Der erste mögliche Tag ist Dienstag, 24. November 2026.',
	},
	kept: {
		'on the minute': {
			order: anOrder({ ordered_on: friday('15:00'), expected_delivery_date: monday }),
		},
		'late, but for a later day': {
			order: anOrder({ ordered_on: friday('20:00'), expected_delivery_date: '2026-11-24' }),
		},
		'an order without a time': {
			order: anOrder({ ordered_on: '2026-11-20', expected_delivery_date: monday }),
		},
	},
});
