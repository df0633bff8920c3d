import { deliveryDateOver } from '../../../../core/validation/rules/deliveryDateOver.ts';
import { someTimeMs } from '../../../../harness/checks.mts';
import { anOrder } from '../../../../harness/orders.mts';
import { testRule } from '../../../../harness/ruleExample.mts';

const dayMs = 86_400_000;
const order = anOrder({ expected_delivery_date: '2026-11-22T23:30:00Z' });
/** The order's delivery day in Brussels is the 23rd; this is noon of a day that many days after the 20th. */
const handled = (days: number, hoursMs = 0) => ({ nowMs: someTimeMs + days * dayMs + hoursMs });

testRule(deliveryDateOver, {
	broken: order,
	checks: handled(4),
	at: { path: 'expected_delivery_date' },
	says: 'The delivery date, Monday 23 November 2026, has passed.',
	customerReads: {
		nl: 'De leverdatum (maandag 23 november 2026) is al verstreken.',
		fr: 'La date de livraison (lundi 23 novembre 2026) est déjà passée.',
		de: 'Der Liefertermin (Montag, 23. November 2026) ist bereits verstrichen.',
	},
	kept: {
		'the last minute of the day, where the supplier is': {
			order,
			checks: handled(3, 659 * 60_000),
		},
		'a day that was over when the order was placed, which another rule says': {
			order: anOrder({ expected_delivery_date: '2026-11-19' }),
			checks: { ...handled(4), severities: [{ code: 'delivery_date_past', severity: 'off' }] },
		},
		'no delivery date': {
			order: anOrder({ expected_delivery_date: null }),
			checks: { ...handled(4), severities: [{ code: 'delivery_date_missing', severity: 'off' }] },
		},
	},
});
