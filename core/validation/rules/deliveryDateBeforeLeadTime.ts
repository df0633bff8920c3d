import { calendarDay } from '../../timestamp';
import { earliestDelivery } from '../deliveryCalendar';
import type { OrderRule } from './rule';

export const deliveryDateBeforeLeadTime: OrderRule = {
	code: 'delivery_date_before_lead_time',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: ['leadTimeDays', 'deliveryDays', 'closedDates', 'timeZone'],
	field: 'expected_delivery_date',
	check: ({ delivery, ordered }, { calendar }) => {
		// With no lead time there is nothing to wait for: a closed day has a rule of its own.
		if (delivery?.day === undefined || delivery.day < ordered.day || calendar.leadTimeDays === 0)
			return undefined;
		const earliest = earliestDelivery(calendar, ordered, { lateCounts: false });
		return delivery.day < earliest
			? { day: { day: delivery.day }, earliest: { day: earliest } }
			: undefined;
	},
	message: {
		en: 'The delivery date, {day}, is too early. The earliest possible delivery date is {earliest}.',
		nl: 'De leverdatum ({day}) is te vroeg. De eerst mogelijke leverdatum is {earliest}.',
		fr: 'La date de livraison ({day}) est trop proche. Nous pouvons livrer au plus tôt le {earliest}.',
		de: 'Der Liefertermin ({day}) ist zu früh. Frühestmöglicher Liefertermin: {earliest}.',
	},
	example: {
		day: { day: calendarDay(2026, 11, 22) },
		earliest: { day: calendarDay(2026, 11, 24) },
	},
	fix: 'Ask the customer for a later delivery date.',
	owner: 'customer',
};
