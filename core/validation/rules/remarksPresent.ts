import { nameOrNull } from '../../text';
import type { OrderRule } from './rule';

export const remarksPresent: OrderRule = {
	code: 'remarks_present',
	defaultSeverity: 'warning',
	needs: 'nothing',
	uses: [],
	field: 'order_remarks',
	check: ({ order }) => {
		const remarks = nameOrNull(order.order_remarks);
		return remarks === null ? undefined : { remarks };
	},
	message: {
		en: 'The order has a remark: "{remarks}".',
		nl: 'De bestelling heeft een opmerking: “{remarks}”.',
		fr: 'La commande contient une remarque : « {remarks} ».',
		de: 'Die Bestellung hat eine Bemerkung: „{remarks}“.',
	},
	example: { remarks: 'Ring the bell at the back' },
	fix: 'Read the remark before preparing the order; it is not processed automatically.',
	owner: 'customer',
};
