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
			!isAfterCutOff(calendar, ordered)
		)
			return undefined;
		if (delivery.day < earliestDelivery(calendar, ordered, { lateCounts: false })) return undefined;
		const earliest = earliestDelivery(calendar, ordered, { lateCounts: true });
		if (delivery.day >= earliest) return undefined;
		return {
			day: { day: delivery.day },
			cutOff: calendar.cutOff?.text ?? '',
			earliest: { day: earliest },
		};
	},
	message: {
		en: 'The order came after {cutOff}, too late for {day}: the first possible day is {earliest}.',
		nl: 'De bestelling kwam na {cutOff}, te laat voor {day}: de eerst mogelijke dag is {earliest}.',
		fr: 'La commande est arrivée après {cutOff}, trop tard pour {day} : le premier jour possible est {earliest}.',
		de: 'Die Bestellung kam nach {cutOff}, zu spät für {day}: Der erste mögliche Tag ist {earliest}.',
	},
	example: { day: { day: 20_780 }, cutOff: '16:00', earliest: { day: 20_781 } },
	fix: 'Ask the customer for a later delivery date.',
	owner: 'customer',
};
