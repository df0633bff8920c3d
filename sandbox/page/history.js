import { describeAnswer } from './answer.js';
import { nameOutlet, startEditing } from './orderForm.js';
import { ask, element, find } from './tools.js';

const STATUS_WORDS = { IN_PROGRESS: 'Not sent', ORDERED: 'Sent', DELIVERED: 'Delivered' };

function historyEntry(order) {
	const again = element(
		'button',
		{ type: 'button', 'data-testid': 'send-' + order.orderNumber },
		'Send again',
	);
	again.addEventListener('click', () =>
		click(again, () => ask('POST', 'orders/' + order.id + '/send')),
	);
	return element(
		'li',
		{ 'data-testid': 'order-' + order.orderNumber },
		element(
			'span',
			{ class: 'status ' + order.status, 'data-testid': 'status-' + order.orderNumber },
			STATUS_WORDS[order.status],
		),
		element('strong', {}, order.orderNumber),
		' ',
		element('small', {}, nameOutlet(order.customerNumber)),
		element('div', {}, order.lines.map((line) => line.quantity + ' × ' + line.name).join(', ')),
		element(
			'small',
			{},
			[order.remarks, order.viewed && 'Viewed by the supplier'].filter(Boolean).join(' – '),
		),
		...(order.status === 'IN_PROGRESS' && order.lastDelivery
			? [describeAnswer(order, order.lastDelivery)]
			: []),
		element(
			'p',
			{ class: 'actions' },
			element(
				'button',
				{
					type: 'button',
					'data-testid': 'edit-' + order.orderNumber,
					onclick: () => editFromHistory(order),
				},
				'Edit and send again',
			),
			again,
		),
	);
}

function editFromHistory(order) {
	find('result').hidden = true;
	startEditing(order);
	find('order-title').scrollIntoView({ block: 'center' });
}

let shownHistory = '';

/** Shows the latest orders; leaves the list alone while nothing changed, so that a click is never lost to a redraw. */
export async function showHistory() {
	const orders = await ask('GET', 'orders?latest=30');
	const state = JSON.stringify(orders);
	if (state === shownHistory) return;
	shownHistory = state;
	find('no-orders').hidden = orders.length > 0;
	find('history').replaceChildren(...orders.reverse().map(historyEntry));
}

/** Shows what came of a click. */
export function showResult(...shown) {
	find('result').hidden = false;
	find('result').replaceChildren(...shown);
	find('result').scrollIntoView({ block: 'nearest' });
}

/** Runs one of the customer's clicks with its button locked, and shows what came of it. */
export async function click(button, action, then = () => {}) {
	button.disabled = true;
	try {
		const { order, delivery } = await action();
		then(order);
		showResult(describeAnswer(order, delivery));
		await showHistory();
	} catch (cause) {
		showResult(
			element(
				'div',
				{ class: 'answer refused' },
				'The sandbox did not accept the order: ' + cause.message,
			),
		);
	} finally {
		button.disabled = false;
	}
}
