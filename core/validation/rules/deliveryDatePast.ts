import { calendarDay } from '../../timestamp';
import type { OrderRule } from './rule';

export const deliveryDatePast: OrderRule = {
	code: 'delivery_date_past',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: ['timeZone'],
	field: 'expected_delivery_date',
	check: ({ delivery, ordered }) =>
		delivery?.day !== undefined && delivery.day < ordered.day
			? { day: { day: delivery.day } }
			: undefined,
	message: {
		en: 'The delivery date, {day}, is before the day of the order.',
		nl: 'De leverdatum ({day}) ligt vóór de besteldatum.',
		fr: 'La date de livraison ({day}) est antérieure à la date de commande.',
		de: 'Der Liefertermin ({day}) liegt vor dem Bestelldatum.',
	},
	example: { day: { day: calendarDay(2026, 11, 22) } },
	fix: 'Ask the customer for a new delivery date.',
	owner: 'customer',
};
