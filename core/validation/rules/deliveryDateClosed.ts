import { calendarDay } from '../../timestamp';
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
		nl: 'Op {day} leveren we niet.',
		fr: 'Nous ne livrons pas le {day}.',
		de: 'Der Liefertermin ({day}) ist kein Liefertag.',
	},
	example: { day: { day: calendarDay(2026, 11, 22) } },
	fix: 'Ask the customer for a day on which you deliver.',
	owner: 'customer',
};
