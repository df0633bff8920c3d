import { calendarDay } from '../../timestamp';
import type { OrderRule } from './rule';

export const deliveryDateOver: OrderRule = {
	code: 'delivery_date_over',
	defaultSeverity: 'warning',
	needs: 'nothing',
	uses: ['timeZone'],
	field: 'expected_delivery_date',
	check: ({ delivery, ordered }) =>
		delivery?.day !== undefined && delivery.isOver && delivery.day >= ordered.day
			? { day: { day: delivery.day } }
			: undefined,
	message: {
		en: 'The delivery date, {day}, has passed.',
		nl: 'De leverdatum ({day}) is al verstreken.',
		fr: 'La date de livraison ({day}) est déjà passée.',
		de: 'Der Liefertermin ({day}) ist bereits verstrichen.',
	},
	example: { day: { day: calendarDay(2026, 11, 22) } },
	fix: 'Agree a new delivery date with the customer before you deliver.',
	owner: 'customer',
};
