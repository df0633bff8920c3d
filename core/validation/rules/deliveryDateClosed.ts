import { isOpen } from '../deliveryCalendar';
import type { OrderRule } from './rule';

export const deliveryDateClosed: OrderRule = {
	code: 'delivery_date_closed',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: ['deliveryDays', 'closedDates', 'timeZone'],
	field: 'expected_delivery_date',
	check: ({ delivery }, { calendar }) =>
		delivery?.day === undefined || isOpen(calendar, delivery.day)
			? undefined
			: { day: { day: delivery.day } },
	message: {
		en: 'There is no delivery on {day}.',
		nl: 'Er wordt niet geleverd op {day}.',
		fr: "Il n'y a pas de livraison le {day}.",
		de: 'Am {day} wird nicht geliefert.',
	},
	example: { day: { day: 20_779 } },
	fix: 'Ask the customer for a day on which you deliver.',
	owner: 'customer',
};
