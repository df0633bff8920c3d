import { calendarDay, hourMs } from '../../timestamp';
import { earliestDelivery, isAfterCutOff } from '../deliveryCalendar';
import type { OrderRule } from './rule';

/** Fires only where the cut-off makes the difference; what is too soon anyway is the lead time's. */
export const orderedAfterCutOff: OrderRule = {
	code: 'ordered_after_cut_off',
	defaultSeverity: 'error',
	needs: 'nothing',
	uses: ['leadTimeDays', 'cutOffTime', 'deliveryDays', 'closedDates', 'timeZone'],
	field: 'expected_delivery_date',
	check: ({ delivery, ordered }, { calendar }) => {
		if (
			delivery?.day === undefined ||
			delivery.day < ordered.day ||
			calendar.cutOff === undefined ||
			!isAfterCutOff(calendar, ordered)
		)
			return undefined;
		if (delivery.day < earliestDelivery(calendar, ordered, { lateCounts: false })) return undefined;
		const earliest = earliestDelivery(calendar, ordered, { lateCounts: true });
		if (delivery.day >= earliest) return undefined;
		return {
			day: { day: delivery.day },
			cutOff: { clockMs: calendar.cutOff.clockMs },
			earliest: { day: earliest },
		};
	},
	message: {
		en: 'The order was placed after {cutOff}, too late for delivery on {day}. The earliest possible delivery date is {earliest}.',
		nl: 'De bestelling is na {cutOff} geplaatst en kan niet meer op {day} geleverd worden. De eerst mogelijke leverdatum is {earliest}.',
		fr: 'La commande a été passée après {cutOff} et ne peut plus être livrée le {day}. Nous pouvons livrer au plus tôt le {earliest}.',
		de: 'Die Bestellung ist nach Bestellschluss ({cutOff}) eingegangen; der Liefertermin ({day}) ist nicht mehr möglich. Frühestmöglicher Liefertermin: {earliest}.',
	},
	example: {
		day: { day: calendarDay(2026, 11, 23) },
		cutOff: { clockMs: 16 * hourMs },
		earliest: { day: calendarDay(2026, 11, 24) },
	},
	fix: 'Ask the customer for a later delivery date.',
	owner: 'customer',
};
