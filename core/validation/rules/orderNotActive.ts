import { textOrNull } from '../../text';
import type { OrderRule } from './rule';

/** Statuses of orders that are to be delivered (https://developers.apicbase.com/reference/get-supplier-purchase-orders). */
const wanted = new Set(['ordered', 'delivered']);
/** However the word is joined to others, as in CANCELLED_BY_CUSTOMER or `cancelledByCustomer`. */
const notWanted = /cancel|reject|declin|refus|void|delet|withdr|revok|draft/;

const normalize = (status: string | null | undefined) => textOrNull(status)?.toLowerCase() ?? '';

export const orderNotActive: OrderRule = {
	code: 'order_not_active',
	defaultSeverity: 'error',
	// A status that nobody knows may mean anything, and an order is IN_PROGRESS until its webhook is answered.
	isMild: ({ order }) => !notWanted.test(normalize(order.status)),
	needs: 'nothing',
	uses: [],
	field: 'status',
	check: ({ order }) => {
		const status = normalize(order.status);
		return status === '' || wanted.has(status)
			? undefined
			: { status: textOrNull(order.status) ?? '' };
	},
	message: {
		en: 'The order has the status "{status}".',
		nl: 'De bestelling heeft de status “{status}”.',
		fr: 'La commande a le statut « {status} ».',
		de: 'Die Bestellung hat den Status „{status}“.',
	},
	example: { status: 'CANCELLED' },
	fix: 'Ask the customer whether they still want this order before it is prepared.',
	owner: 'customer',
};
