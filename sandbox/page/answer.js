import { element } from './tools.js';

/** Sentences of the supplier's answer, each once: its message, n8n's hint and issues when it is JSON that has them, else its text. */
export function readAnswer(answer) {
	try {
		const { message, hint, issues } = JSON.parse(answer);
		const sentences = [
			message,
			hint,
			...(Array.isArray(issues) ? issues.map((issue) => issue?.message) : []),
		];
		const said = sentences.filter((sentence) => typeof sentence === 'string' && sentence !== '');
		if (said.length > 0)
			return said.filter(
				(sentence, index) => !said.slice(0, index).some((earlier) => earlier.includes(sentence)),
			);
	} catch (cause) {
		if (!(cause instanceof SyntaxError || cause instanceof TypeError)) throw cause;
	}
	return answer === '' ? [] : [answer.slice(0, 2000)];
}

/** What became of an order that was sent: the supplier's answer. */
export function describeAnswer(order, delivery) {
	const sent = delivery === null || delivery.outcome === 'accepted';
	const [first, ...more] = delivery
		? readAnswer(delivery.answer)
		: ['The supplier has no address and will find it in the order list.'];
	const facts = delivery?.status ? ' (HTTP ' + delivery.status + ')' : '';
	return element(
		'div',
		{ class: sent ? 'answer' : 'answer refused', 'data-testid': 'answer' },
		element('strong', {}, (sent ? 'Sent' : 'Not sent') + ' – ' + order.orderNumber),
		element('small', {}, facts),
		...(first ? [element('p', {}, first)] : []),
		...(more.length > 0
			? [element('ul', {}, ...more.map((sentence) => element('li', {}, sentence)))]
			: []),
	);
}
