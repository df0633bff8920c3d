import {
	accepted,
	alreadyAccepted,
	refused,
	signatureRefused,
	unavailable,
	unreadable,
} from '../../../core/webhook/response.ts';
import { receiveOrder } from '../../../core/webhook/receiveOrder.ts';
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
				message: 'Order 1042 had already been received and will not be processed twice.',
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

	it('counts a single point in the singular', () => {
		const issues = Array.from({ length: 11 }, () => ({ code: 'a', message: 'Point.' }));
		expect(refused(named, issues).body.message).toMatch(/ 1 more point is not shown\.$/);
	});

	it.each([
		[
			'nl',
			'Bestelling 1042 is ontvangen.',
			'Bestelling 1042 was al ontvangen en wordt niet opnieuw verwerkt.',
		],
		[
			'fr',
			'La commande 1042 a bien été reçue.',
			'La commande 1042 avait déjà été reçue et ne sera pas traitée une seconde fois.',
		],
		[
			'de',
			'Bestellung 1042 ist eingegangen.',
			'Bestellung 1042 lag uns bereits vor und wird nicht noch einmal bearbeitet.',
		],
	] as const)('speaks the language of the customer: %s', (language, first, again) => {
		expect([accepted(named, language), alreadyAccepted(named, language)]).toMatchObject([
			{ body: { message: first } },
			{ body: { message: again } },
		]);
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
					'The order was not sent. We cannot accept orders at the moment. Please send your order again in a few minutes.',
			},
		});
	});
});

describe('judging a signed body', () => {
	const judge = (body: unknown) =>
		receiveOrder(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), {
			language: 'en',
			externalIdPrefix: 'apicbase-',
			nowMs: 0,
		});

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
		expect(judge(body)).toEqual({ ok: false, answer: unreadable() });
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
			refusal: { payload: anOrder({ packages: [] }) },
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
			refusal: {
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
			},
		});
	});
});
