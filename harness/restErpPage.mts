import { escapeHtml, pageShell } from './pageShell.mts';
import type { ErpOrder } from './restErp.mts';

/** The order book as a person at the order desk sees it. */
export const orderListPage = (orders: readonly ErpOrder[]): string =>
	pageShell(
		'Order book',
		'What the ERP holds. Newest first.',
		orders.length === 0 ? '<p>No order yet.</p>' : orders.map(article).reverse().join('\n'),
	);

const article = ({
	id,
	order_number,
	customer_number,
	external_id,
	delivery_date,
	lines,
}: ErpOrder): string => `<article>
	<h2>${escapeHtml(id)}</h2>
	<p>Apicbase order ${escapeHtml(order_number)} of customer ${escapeHtml(customer_number)}, external id ${escapeHtml(external_id)}</p>
	<p>Delivery ${escapeHtml(delivery_date?.slice(0, 10) ?? 'open')}</p>
	<pre>${lines.map(({ article_number, quantity, price }) => escapeHtml(`${quantity} × ${article_number} at ${price}`)).join('\n')}</pre>
</article>`;
