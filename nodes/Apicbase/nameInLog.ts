import { onOneLine } from '../../core/text';

const longestNumber = 60;

/** What n8n's log calls an order: by its number, on one line, as far as there is one. */
export const nameInLog = (orderNumber: string | null): string =>
	orderNumber === null || orderNumber === ''
		? 'an order'
		: `order ${onOneLine(orderNumber, longestNumber)}`;
