import { saveAddress, showWebhook } from './address.js';
import { click, showHistory, showResult } from './history.js';
import { loadCatalogue, placeOrder, showTotal, startEditing } from './orderForm.js';
import { ask, find } from './tools.js';

const REFRESH_MS = 3000;

async function start() {
	await loadCatalogue();
	find('articles').addEventListener('input', showTotal);
	find('cancel').addEventListener('click', () => startEditing(null));
	find('order').addEventListener('submit', (event) => {
		event.preventDefault();
		click(find('place'), placeOrder, (order) =>
			startEditing(order.status === 'IN_PROGRESS' ? order : null),
		);
	});
	find('webhook').addEventListener('submit', (event) => {
		event.preventDefault();
		saveAddress(find('webhook-url').value.trim() || null);
	});
	startEditing(null);
	showWebhook(await ask('GET', 'webhook'));
	await showHistory();
	setInterval(() => {
		if (!document.hidden) showHistory().catch(() => showResult('The sandbox does not answer.'));
	}, REFRESH_MS);
}

await start();
