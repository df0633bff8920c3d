import { ANSWER_SCRIPT } from './answerScript.mts';

/**
 * What the page does, as the browser reads it. Everything shown is set as text, never as HTML, because names,
 * remarks and the supplier's answer come from others.
 */
export const SCRIPT = String.raw`
'use strict';
${ANSWER_SCRIPT}
const find = (id) => document.getElementById(id);
const STATUS_WORDS = { IN_PROGRESS: 'Not sent', ORDERED: 'Sent', DELIVERED: 'Delivered' };
const REFRESH_MS = 3000;
let catalogue = { customers: [], articles: [] };
let rows = [];
let edited = null;

function element(tag, attributes = {}, ...children) {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (name === 'onclick') made.addEventListener('click', value);
		else made.setAttribute(name, value);
	}
	made.append(...children);
	return made;
}

async function ask(method, path, body) {
	const response = await fetch('/sandbox/' + path, {
		method,
		...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
	});
	const answer = await response.json();
	if (!response.ok) throw new Error(answer.detail);
	return answer;
}

function showArticles(lines) {
	const known = new Set(catalogue.articles.map((article) => article.articleNumber));
	const more = lines.filter((line) => !known.has(line.articleNumber));
	rows = [...catalogue.articles, ...more].map((article) => {
		const quantity = lines.find((line) => line.articleNumber === article.articleNumber)?.quantity ?? '';
		const input = element('input', {
			type: 'number', min: 0, step: 'any', value: quantity, placeholder: '0',
			'aria-label': 'Quantity of ' + article.name, 'data-testid': 'quantity-' + (article.articleNumber || 'unlinked'),
		});
		return { article, input };
	});
	find('articles').replaceChildren(...rows.map(({ article, input }) => element('tr', {},
		element('td', {}, article.name, element('small', {}, describeArticle(article))),
		element('td', { class: 'number' }, article.price),
		element('td', {}, input))));
	showTotal();
}

function describeArticle(article) {
	const number = article.articleNumber || 'not linked to the supplier';
	return article.orderable === false ? number + ' – not orderable at the moment' : number;
}

function chosenLines() {
	return rows.filter(({ input }) => Number(input.value) > 0).map(({ article, input }) => ({
		articleNumber: article.articleNumber, name: article.name, price: article.price, quantity: Number(input.value),
	}));
}

function showTotal() {
	const total = chosenLines().reduce((sum, line) => sum + Number(line.price) * line.quantity, 0);
	find('total').textContent = total.toFixed(3);
}

function startEditing(order) {
	edited = order;
	find('order-title').textContent = order ? 'Edit ' + order.orderNumber : 'New order';
	find('place').textContent = order ? 'Send again' : 'Place order';
	find('cancel').hidden = !order;
	find('customer').value = order ? order.customerNumber : catalogue.customers[0].customerNumber;
	find('delivery-date').value = order?.expectedDeliveryDate?.slice(0, 10) ?? '';
	find('remarks').value = order?.remarks ?? '';
	showArticles(order ? order.lines : []);
}

async function placeOrder() {
	const date = find('delivery-date').value;
	const order = {
		customerNumber: find('customer').value,
		lines: chosenLines(),
		expectedDeliveryDate: date ? date + 'T00:00:00Z' : null,
		remarks: find('remarks').value.trim() || null,
	};
	if (!edited) return ask('POST', 'orders', order);
	await ask('PATCH', 'orders/' + edited.id, order);
	return ask('POST', 'orders/' + edited.id + '/send');
}

function describeAnswer(order, delivery) {
	const sent = delivery === null || delivery.outcome === 'accepted';
	const [first, ...more] = delivery ? readAnswer(delivery.answer) : ['The supplier has no address and will find it in the order list.'];
	const facts = delivery?.status ? ' (HTTP ' + delivery.status + ')' : '';
	return element('div', { class: sent ? 'answer' : 'answer refused', 'data-testid': 'answer' },
		element('strong', {}, (sent ? 'Sent' : 'Not sent') + ' – ' + order.orderNumber), element('small', {}, facts),
		...(first ? [element('p', {}, first)] : []),
		...(more.length > 0 ? [element('ul', {}, ...more.map((sentence) => element('li', {}, sentence)))] : []));
}

function showResult(...shown) {
	find('result').hidden = false;
	find('result').replaceChildren(...shown);
	find('result').scrollIntoView({ block: 'nearest' });
}

/** Runs one of the customer's clicks with its button locked, and shows what came of it. */
async function click(button, action, then = () => {}) {
	button.disabled = true;
	try {
		const { order, delivery } = await action();
		then(order);
		showResult(describeAnswer(order, delivery));
		await showHistory();
	} catch (cause) {
		showResult(element('div', { class: 'answer refused' }, 'The sandbox did not take the order: ' + cause.message));
	} finally {
		button.disabled = false;
	}
}

function historyEntry(order) {
	const outlet = catalogue.customers.find((customer) => customer.customerNumber === order.customerNumber);
	const again = element('button', { type: 'button', 'data-testid': 'send-' + order.orderNumber }, 'Send again');
	again.addEventListener('click', () => click(again, () => ask('POST', 'orders/' + order.id + '/send')));
	return element('li', { 'data-testid': 'order-' + order.orderNumber },
		element('span', { class: 'status ' + order.status, 'data-testid': 'status-' + order.orderNumber }, STATUS_WORDS[order.status]),
		element('strong', {}, order.orderNumber), ' ', element('small', {}, outlet ? outlet.name : order.customerNumber),
		element('div', {}, order.lines.map((line) => line.quantity + ' × ' + line.name).join(', ')),
		element('small', {}, [order.remarks, order.viewed && 'Viewed by the supplier'].filter(Boolean).join(' – ')),
		...(order.status === 'IN_PROGRESS' && order.lastDelivery ? [describeAnswer(order, order.lastDelivery)] : []),
		element('p', { class: 'actions' },
			element('button', { type: 'button', 'data-testid': 'edit-' + order.orderNumber, onclick: () => editFromHistory(order) }, 'Edit and send again'),
			again));
}

function editFromHistory(order) {
	find('result').hidden = true;
	startEditing(order);
	find('order-title').scrollIntoView({ block: 'center' });
}

let shownHistory = '';

/** Leaves the list alone while nothing changed, so that a click is never lost to a redraw. */
async function showHistory() {
	const orders = await ask('GET', 'orders?latest=30');
	const state = JSON.stringify(orders);
	if (state === shownHistory) return;
	shownHistory = state;
	find('no-orders').hidden = orders.length > 0;
	find('history').replaceChildren(...orders.reverse().map(historyEntry));
}

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
