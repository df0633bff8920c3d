import type { OrderRule } from './rule';

export const deliveryDateUnreadable: OrderRule = {
	code: 'delivery_date_unreadable',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: [],
	field: 'expected_delivery_date',
	check: ({ delivery }) =>
		delivery !== undefined && delivery.day === undefined ? { date: delivery.text } : undefined,
	message: {
		en: 'The delivery date "{date}" is not a date.',
		nl: 'De leverdatum “{date}” is geen datum.',
		fr: "La date de livraison « {date} » n'est pas une date.",
		de: 'Der Liefertermin „{date}“ ist kein Datum.',
	},
	example: { date: '30/02/2026' },
	fix: 'Ask the customer when they want the delivery.',
	owner: 'customer',
};
