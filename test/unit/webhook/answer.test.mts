import {
	accepted,
	alreadyAccepted,
	refused,
	signatureRefused,
	unavailable,
	unreadable,
} from '../../../core/webhook/answer.ts';
import { judgeDelivery } from '../../../core/webhook/judgeDelivery.ts';
import { reasonsFor } from '../../../core/webhook/reasons.ts';
import { aLine, anOrder } from '../../../harness/orders.mts';

const named = { externalId: 'apicbase-7', orderNumber: '1042' };

describe('what the customer is told', () => {
	it('accepts', () => {
		expect(accepted(named)).toEqual({
			statusCode: 200,
			body: {
				status: 'accepted',
				order_number: '1042',
				external_id: 'apicbase-7',
				message: 'Order 1042 was received.',
				issues: [],
			},
		});
	});

	it('accepts a repeat', () => {
		expect(alreadyAccepted(named)).toEqual({
			statusCode: 200,
			body: {
				status: 'already_accepted',
				order_number: '1042',
				external_id: 'apicbase-7',
				message: 'Order 1042 was received before and is not delivered twice.',
				issues: [],
			},
		});
	});

	it('refuses with a sentence for each issue', () => {
		const issues = [
			{ code: 'a', message: 'Line 1 is missing an article number.' },
			{ code: 'b', message: 'The order has no total.' },
		];
		expect(refused(named, issues)).toEqual({
			statusCode: 422,
			body: {
				status: 'refused',
				order_number: '1042',
				external_id: 'apicbase-7',
				message:
					'Order 1042 was not sent. Line 1 is missing an article number. The order has no total.',
				issues,
			},
		});
	});

	it('counts what does not fit into the message', () => {
		const issues = Array.from({ length: 12 }, (_, index) => ({
			code: 'a',
			message: `Point ${index + 1}.`,
		}));
		expect(refused(named, issues).body.message).toBe(
			`Order 1042 was not sent. ${issues
				.slice(0, 10)
				.map(({ message }) => message)
				.join(' ')} 2 more points are not shown.`,
		);
	});

	it('tells a forger nothing', () => {
		expect(signatureRefused()).toEqual({
			statusCode: 403,
			body: {
				status: 'refused',
				order_number: null,
				external_id: null,
				message: 'The order was not sent. The sender could not be confirmed.',
				issues: [
					{ code: 'signature_not_confirmed', message: 'The sender could not be confirmed.' },
				],
			},
		});
	});

	it('says when to send again after a fault of our own', () => {
		expect(unavailable()).toMatchObject({
			statusCode: 503,
			body: {
				message:
					'The order was not sent. The supplier cannot take orders right now. Send it again in a few minutes.',
			},
		});
	});
});

describe('judging a signed body', () => {
	const judge = (body: unknown) =>
		judgeDelivery(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));

	it('takes an order as it came, unknown fields included', () => {
		const order = { ...anOrder(), new_field: { deep: [1, null] } };
		expect(judge(order)).toMatchObject({ ok: true, order });
	});

	it('keeps every digit of a long id', () => {
		expect(
			judge('{"id": 390500353590008123456, "order_number": 1042, "packages": [{}]}'),
		).toMatchObject({
			ok: true,
			order: { id: '390500353590008123456', order_number: '1042' },
		});
	});

	it('reads past a byte order mark', () => {
		expect(judge(`\ufeff${JSON.stringify(anOrder())}`)).toMatchObject({ ok: true });
	});

	it.each(['', 'order', '[]', '[{}]', '7', 'null', '"text"', '{'])('answers 400 to %j', (body) => {
		expect(judge(body)).toEqual({ ok: false, answer: unreadable(), issues: [] });
	});

	it('answers 422 with the order number to an order without lines', () => {
		expect(judge(anOrder({ packages: [] }))).toMatchObject({
			ok: false,
			answer: {
				statusCode: 422,
				body: {
					order_number: '1042',
					external_id: 'apicbase-390500353590008',
					message: 'Order 1042 was not sent. The order has no lines.',
				},
			},
			payload: anOrder({ packages: [] }),
		});
	});

	it('answers 422 to an object that is no order at all', () => {
		expect(judge({ hello: 1 })).toMatchObject({
			ok: false,
			answer: {
				statusCode: 422,
				body: {
					order_number: null,
					external_id: null,
					message:
						'The order was not sent. The order has no id. The order has no order number. The order has no lines.',
				},
			},
		});
	});

	it('names the line whose field cannot be read', () => {
		const order = anOrder({ packages: [aLine(), aLine({ quantity: { three: 3 } })] });
		expect(judge(order)).toMatchObject({
			ok: false,
			issues: [
				{
					code: 'field_unreadable',
					path: 'packages.1.quantity_ordered',
					line: 2,
					articleNumber: 'ABC-123',
					articleName: 'Tomatoes',
					message: 'Line 2, Tomatoes, has a quantity that cannot be read.',
				},
			],
		});
	});
});

describe('reasons for a refusal by an Answer step', () => {
	const found = { severity: 'error', code: 'unknown_article', message: 'Line 1 is not known.' };

	it('are the sentences somebody wrote, one a line', () => {
		expect(
			reasonsFor({ validation: { issues: [found] } }, 'We are closed.\n\n Order tomorrow. '),
		).toEqual([
			{ code: 'refused_by_supplier', message: 'We are closed.' },
			{ code: 'refused_by_supplier', message: 'Order tomorrow.' },
		]);
	});

	it.each([
		[['We are closed.', ' '], 'We are closed.'],
		[42, '42'],
		[null, 'Line 1 is not known.'],
		[undefined, 'Line 1 is not known.'],
	])('can be whatever an expression gives: %j', (written, message) => {
		expect(
			reasonsFor({ validation: { issues: [found] } }, written).map((reason) => reason.message),
		).toEqual([message]);
	});

	it('are what validation found, without its warnings', () => {
		expect(
			reasonsFor({ validation: { issues: [found, { ...found, severity: 'warning' }] } }, ''),
		).toEqual([found]);
	});

	it('are never empty', () => {
		expect(reasonsFor({}, ' ')).toEqual([
			{ code: 'refused_by_supplier', message: 'The supplier cannot take this order.' },
		]);
	});
});
