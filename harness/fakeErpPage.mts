import { escapeHtml, pageShell } from './pageShell.mts';
import type { ErpOrder } from './fakeErp.mts';

/** The order book as a person at the order desk sees it. */
export const orderListPage = (orders: readonly ErpOrder[]): string =>
	pageShell(
		'Order book',
		'What the ERP holds. Newest first.',
		orders.length === 0 ? '<p>No order yet.</p>' : orders.map(article).reverse().join('\n'),
	);

const article = (order: ErpOrder): string => `<article>
	<h2>${escapeHtml(order.id)}${order.status === 'open' ? '' : ` (${escapeHtml(order.status)})`}</h2>
	<p>Apicbase order ${escapeHtml(order.order_number)} of customer ${escapeHtml(order.customer_number)}, external id ${escapeHtml(order.external_id)}</p>
	<p>Delivery ${escapeHtml(order.delivery_date ?? 'open')}</p>
	${order.remarks ? `<p>Remarks: ${escapeHtml(order.remarks)}</p>` : ''}
	<pre>${order.lines.map(({ article_number, quantity, price }) => escapeHtml(`${quantity} × ${article_number}${price === undefined ? '' : ` at ${price}`}`)).join('\n')}</pre>
	${order.internal_note ? `<pre>${escapeHtml(order.internal_note)}</pre>` : ''}
</article>`;
