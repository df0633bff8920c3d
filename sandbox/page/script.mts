import { ADDRESS_SCRIPT } from './addressScript.mts';
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
${TOOLS_SCRIPT}${ADDRESS_SCRIPT}${ANSWER_SCRIPT}${ORDER_FORM_SCRIPT}${RESULT_SCRIPT}${HISTORY_SCRIPT}
const REFRESH_MS = 3000;

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
	find('webhook').addEventListener('submit', (event) => {
		event.preventDefault();
		saveAddress(find('webhook-url').value.trim() || null);
	});
	startEditing(null);
	showWebhook(await ask('GET', 'webhook'));
	await showHistory();
	setInterval(() => { if (!document.hidden) showHistory().catch(() => showResult('The sandbox does not answer.')); }, REFRESH_MS);
}

start();
`;
