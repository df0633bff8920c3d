import { deliveryDateBeforeLeadTime } from '../../../../core/validation/rules/deliveryDateBeforeLeadTime.ts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

const workingDays = [1, 2, 3, 4, 5];
const monday = '2026-11-23';

testRule(deliveryDateBeforeLeadTime, {
	broken: anOrder({ expected_delivery_date: monday }),
	checks: { leadTimeDays: 2, deliveryDays: workingDays },
	issue: {
		path: 'expected_delivery_date',
		message:
			'The delivery date, Monday 23 November 2026, is too soon: the first possible day is Tuesday 24 November 2026.',
		fix: 'Ask the customer for a later delivery date.',
		owner: 'customer',
	},
	said: {
		nl: 'De leverdatum, maandag 23 november 2026, is te vroeg: de eerst mogelijke dag is dinsdag 24 november 2026.',
		fr: 'La date de livraison, lundi 23 novembre 2026, est trop proche : le premier jour possible est mardi 24 novembre 2026.',
		de: 'Der Liefertermin, Montag, 23. November 2026, ist zu früh: Der erste mögliche Tag ist Dienstag, 24. November 2026.',
	},
	kept: {
		'the first possible day': { order: anOrder({ expected_delivery_date: '2026-11-24' }) },
		'no lead time': {
			order: anOrder({ expected_delivery_date: '2026-11-20' }),
			checks: { leadTimeDays: 0 },
		},
	},
});
