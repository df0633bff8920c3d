/** What the customer sees of a click: the supplier's answer. */
export const RESULT_SCRIPT = String.raw`
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
`;
