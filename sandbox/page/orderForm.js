import { ask, element, find } from './tools.js';

let catalogue = { customers: [], articles: [] };
let rows = [];
let edited = null;

/** Fetches what can be ordered, and for whom. */
export async function loadCatalogue() {
	catalogue = await ask('GET', 'catalogue');
	find('customer').replaceChildren(
		...catalogue.customers.map(({ customerNumber, name }) =>
			element('option', { value: customerNumber }, name + ' (' + customerNumber + ')'),
		),
	);
}

/** What people call a customer's outlet. */
export function nameOutlet(customerNumber) {
	return (
		catalogue.customers.find((customer) => customer.customerNumber === customerNumber)?.name ??
		customerNumber
	);
}

function showArticles(lines) {
	const known = new Set(catalogue.articles.map((article) => article.articleNumber));
	const more = lines.filter((line) => !known.has(line.articleNumber));
	rows = [...catalogue.articles, ...more].map((article) => {
		const quantity =
			lines.find((line) => line.articleNumber === article.articleNumber)?.quantity ?? '';
		const input = element('input', {
			type: 'number',
			min: 0,
			step: 'any',
			value: quantity,
			placeholder: '0',
			'aria-label': 'Quantity of ' + article.name,
			'data-testid': 'quantity-' + (article.articleNumber || 'unlinked'),
		});
		return { article, input };
	});
	find('articles').replaceChildren(
		...rows.map(({ article, input }) =>
			element(
				'tr',
				{},
				element('td', {}, article.name, element('small', {}, describeArticle(article))),
				element('td', { class: 'number' }, article.price),
				element('td', {}, input),
			),
		),
	);
	showTotal();
}

function describeArticle(article) {
	const number = article.articleNumber || 'not linked to the supplier';
	return article.orderable === false ? number + ' – not orderable at the moment' : number;
}

function chosenLines() {
	return rows
		.filter(({ input }) => Number(input.value) > 0)
		.map(({ article, input }) => ({
			articleNumber: article.articleNumber,
			name: article.name,
			price: article.price,
			quantity: Number(input.value),
		}));
}

/** Adds up what is chosen. */
export function showTotal() {
	const total = chosenLines().reduce((sum, line) => sum + Number(line.price) * line.quantity, 0);
	find('total').textContent = total.toFixed(3);
}

/** Fills the form from an order to change, or empties it for a new one. */
export function startEditing(order) {
	edited = order;
	find('order-title').textContent = order ? 'Edit ' + order.orderNumber : 'New order';
	find('place').textContent = order ? 'Send again' : 'Place order';
	find('cancel').hidden = !order;
	find('customer').value = order ? order.customerNumber : catalogue.customers[0].customerNumber;
	find('delivery-date').value = order
		? (order.expectedDeliveryDate?.slice(0, 10) ?? '')
		: inTwoDays();
	find('remarks').value = order?.remarks ?? '';
	showArticles(order ? order.lines : []);
}

function inTwoDays() {
	return new Date(Date.now() + 2 * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

/** Sends what the form holds, for the first time or again. */
export async function placeOrder() {
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
