/** The order form: what can be ordered, what was chosen, and sending it, for the first time or again. */
export const ORDER_FORM_SCRIPT = String.raw`
let catalogue = { customers: [], articles: [] };
let rows = [];
let edited = null;

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
	find('delivery-date').value = order ? order.expectedDeliveryDate?.slice(0, 10) ?? '' : inTwoDays();
	find('remarks').value = order?.remarks ?? '';
	showArticles(order ? order.lines : []);
}

function inTwoDays() {
	return new Date(Date.now() + 2 * 24 * 3600 * 1000).toISOString().slice(0, 10);
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
`;
