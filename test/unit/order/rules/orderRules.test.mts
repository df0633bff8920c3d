import { orderRules } from '../../../../core/order/rules/allRules.ts';
import { aLine, anOrder } from '../../../support/orders.mts';
import { testRule, type RuleExample } from '../../../support/ruleExample.mts';

const workingDays = [1, 2, 3, 4, 5];
/** A Friday and the Monday after it. */
const friday = (time: string) => `2026-11-20T${time}:00Z`;
const monday = '2026-11-23';

const examples: Record<string, RuleExample> = {
	order_missing_customer_number: {
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
	},
	unknown_customer: {
		broken: anOrder(),
		checks: { customerNumbers: ['C-420', 'c-42'] },
		issue: {
			path: 'supplier_customer_number',
			message: 'The supplier does not know the customer number "C-42".',
			fix: "Add the customer to your own records, or correct the number in the outlet's ordering details in Apicbase.",
			owner: 'customer data',
		},
		said: {
			nl: 'De leverancier kent het klantnummer "C-42" niet.',
			fr: 'Le fournisseur ne connaît pas le numéro de client "C-42".',
			de: 'Der Lieferant kennt die Kundennummer "C-42" nicht.',
		},
		kept: {
			'a known customer': { order: anOrder(), checks: { customerNumbers: ['C-42'] } },
			'no customers to look among': { order: anOrder(), checks: {} },
		},
	},
	delivery_date_missing: {
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
	},
	delivery_date_unreadable: {
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
	},
	delivery_date_past: {
		broken: anOrder({ expected_delivery_date: '2026-11-19' }),
		issue: {
			path: 'expected_delivery_date',
			message: 'The delivery date, Thursday 19 November 2026, is before the day of the order.',
			fix: 'Ask the customer for a new delivery date.',
			owner: 'customer',
		},
		said: {
			nl: 'De leverdatum, donderdag 19 november 2026, ligt voor de dag van de bestelling.',
			fr: 'La date de livraison, jeudi 19 novembre 2026, précède le jour de la commande.',
			de: 'Der Liefertermin, Donnerstag, 19. November 2026, liegt vor dem Tag der Bestellung.',
		},
		kept: {
			'the day of the order': { order: anOrder({ expected_delivery_date: '2026-11-20' }) },
			'that day in the time zone of the supplier': {
				order: anOrder({ ordered_on: friday('23:30'), expected_delivery_date: '2026-11-20T23:00:00Z' }),
			},
			'the day it is checked, when the order does not say when it was placed': {
				order: anOrder({ ordered_on: null, expected_delivery_date: '2026-11-20' }),
			},
		},
	},
	delivery_date_closed: {
		broken: anOrder({ expected_delivery_date: '2026-11-22' }),
		checks: { deliveryDays: workingDays },
		issue: {
			path: 'expected_delivery_date',
			message: 'There is no delivery on Sunday 22 November 2026.',
			fix: 'Ask the customer for a day on which you deliver.',
			owner: 'customer',
		},
		said: {
			nl: 'Er wordt niet geleverd op zondag 22 november 2026.',
			fr: "Il n'y a pas de livraison le dimanche 22 novembre 2026.",
			de: 'Am Sonntag, 22. November 2026 wird nicht geliefert.',
		},
		kept: {
			'a day with deliveries': { order: anOrder({ expected_delivery_date: monday }) },
			'Sunday in London is Monday here': { order: anOrder({ expected_delivery_date: '2026-11-22T23:00:00Z' }) },
			'the day after a closed date': { order: anOrder(), checks: { closedDates: '2026-11-22' } },
		},
	},
	delivery_date_before_lead_time: {
		broken: anOrder({ expected_delivery_date: monday }),
		checks: { leadTimeDays: 2, deliveryDays: workingDays },
		issue: {
			path: 'expected_delivery_date',
			message: 'The delivery date, Monday 23 November 2026, is too soon: the first possible day is Tuesday 24 November 2026.',
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
			'no lead time': { order: anOrder({ expected_delivery_date: '2026-11-20' }), checks: { leadTimeDays: 0 } },
		},
	},
	ordered_after_cut_off: {
		broken: anOrder({ ordered_on: '2026-11-20T15:00:00.001Z', expected_delivery_date: monday }),
		checks: { leadTimeDays: 1, cutOffTime: '16:00', deliveryDays: workingDays },
		issue: {
			path: 'expected_delivery_date',
			message: 'The order came after 16:00, too late for Monday 23 November 2026: the first possible day is Tuesday 24 November 2026.',
			fix: 'Ask the customer for a later delivery date.',
			owner: 'customer',
		},
		said: {
			nl: 'De bestelling kwam na 16:00, te laat voor maandag 23 november 2026: de eerst mogelijke dag is dinsdag 24 november 2026.',
			fr: 'La commande est arrivée après 16:00, trop tard pour lundi 23 novembre 2026 : le premier jour possible est mardi 24 novembre 2026.',
			de: 'Die Bestellung kam nach 16:00, zu spät für Montag, 23. November 2026: Der erste mögliche Tag ist Dienstag, 24. November 2026.',
		},
		kept: {
			'on the minute': { order: anOrder({ ordered_on: friday('15:00'), expected_delivery_date: monday }) },
			'late, but for a later day': { order: anOrder({ ordered_on: friday('20:00'), expected_delivery_date: '2026-11-24' }) },
			'an order without a time': { order: anOrder({ ordered_on: '2026-11-20', expected_delivery_date: monday }) },
		},
	},
	order_total_unreadable: {
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
	},
	order_total_differs: {
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
					packages: [aLine({ price: '0.1', quantity: 1, total: '0.1' }), aLine({ articleNumber: 'B', price: '0.2', quantity: 1, total: '0.2' })],
					theoretical_price: '0.3',
				}),
			},
			'a line without a total': { order: anOrder({ packages: [aLine({ total: null })], theoretical_price: '99' }) },
		},
	},
	below_minimum_order_value: {
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
			'enough by its lines, without a total of its own': { order: anOrder({ theoretical_price: null }), checks: { minimumOrderValue: '10' } },
			'no minimum': { order: anOrder({ packages: [aLine({ quantity: 1, price: '0', total: '0' })], theoretical_price: '0' }), checks: {} },
		},
	},
	remarks_present: {
		broken: anOrder({ order_remarks: ' Ring the bell,\n at the back ' }),
		issue: {
			severity: 'warning',
			path: 'order_remarks',
			message: 'The order has a remark: "Ring the bell, at the back".',
			fix: 'Read the remark before the order is prepared: no system acts on it.',
			owner: 'customer',
		},
		said: {
			nl: 'De bestelling heeft een opmerking: "Ring the bell, at the back".',
			fr: 'La commande contient une remarque : "Ring the bell, at the back".',
			de: 'Die Bestellung hat eine Bemerkung: "Ring the bell, at the back".',
		},
		kept: { 'a blank remark': { order: anOrder({ order_remarks: ' \n' }) } },
	},
};

describe.each(Object.entries(examples))('%s', testRule);

it('has an example of every rule about an order', () => {
	expect(Object.keys(examples).sort()).toEqual(orderRules.map(({ code }) => code).sort());
});
