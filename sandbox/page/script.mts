import { ANSWER_SCRIPT } from './answerScript.mts';
import { HISTORY_SCRIPT } from './historyScript.mts';
import { ORDER_FORM_SCRIPT } from './orderFormScript.mts';
import { RESULT_SCRIPT } from './resultScript.mts';
import { TOOLS_SCRIPT } from './toolsScript.mts';

/**
 * What the page does, as the browser reads it, in one piece. Everything shown is set as text, never as HTML, because
 * names, remarks and the supplier's answer come from others.
 */
export const SCRIPT = String.raw`
'use strict';
${TOOLS_SCRIPT}${ANSWER_SCRIPT}${ORDER_FORM_SCRIPT}${RESULT_SCRIPT}${HISTORY_SCRIPT}
const REFRESH_MS = 3000;

function showWebhook({ url, signedWith }) {
	find('webhook-url').value = url ?? '';
	const secret = signedWith === 'clientSecret' ? 'the client secret' : 'a separate secret';
	find('webhook-state').textContent = url
		? 'Orders are sent to ' + url + ', signed with ' + secret + '.'
		: 'No address is set: orders count as sent at once, and the supplier finds them in the order list.';
}

async function start() {
	catalogue = await ask('GET', 'catalogue');
	find('customer').replaceChildren(...catalogue.customers.map(({ customerNumber, name }) =>
		element('option', { value: customerNumber }, name + ' (' + customerNumber + ')')));
	find('articles').addEventListener('input', showTotal);
	find('cancel').addEventListener('click', () => startEditing(null));
	find('order').addEventListener('submit', (event) => {
		event.preventDefault();
		click(find('place'), placeOrder, (order) => startEditing(order.status === 'IN_PROGRESS' ? order : null));
	});
	find('webhook').addEventListener('submit', async (event) => {
		event.preventDefault();
		const url = find('webhook-url').value.trim() || null;
		try {
			showWebhook(await ask('PUT', 'webhook', { url }));
		} catch (cause) {
			find('webhook-state').textContent = 'The address was not saved: ' + cause.message;
		}
	});
	startEditing(null);
	showWebhook(await ask('GET', 'webhook'));
	await showHistory();
	setInterval(() => { if (!document.hidden) showHistory().catch(() => showResult('The sandbox does not answer.')); }, REFRESH_MS);
}

start();
`;
