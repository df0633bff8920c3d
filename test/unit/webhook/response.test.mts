import { prepareChecks } from '../../../core/validation/checkOrder.ts';
import { readSettings } from '../../../core/validation/settings.ts';
import {
	accepted,
	alreadyAccepted,
	nameItem,
	refused,
	signatureRefused,
	tooLarge,
	unavailable,
	unreadable,
} from '../../../core/webhook/response.ts';
import {
	receiveOrder,
	refusedItem,
	refuseSuperseded,
	type DeliveryRules,
	type Refusal,
} from '../../../core/webhook/receiveOrder.ts';
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

	it.each([
		[10, / Point\. Point\.$/],
		[11, / Point\. 1 more point is not shown\.$/],
	])('counts none of ten points, and a single one in the singular: %d', (length, end) => {
		const issues = Array.from({ length }, () => ({ code: 'a', message: 'Point.' }));
		expect(refused(named, issues).body.message).toMatch(end);
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

	it.each([
		[unreadable, 400, 'body_unreadable', 'What was sent is not a JSON object.'],
		[tooLarge, 413, 'body_too_large', 'What was sent is larger than this address takes.'],
	])('names no order where none was read: %#', (answer, statusCode, code, message) => {
		expect(answer()).toEqual({
			statusCode,
			body: {
				status: 'refused',
				order_number: null,
				external_id: null,
				message: `The order was not sent. ${message}`,
				issues: [{ code, message }],
			},
		});
	});

	it('asks for an order that it names once more, in the language of the customer', () => {
		const message =
			'Wir können derzeit keine Bestellungen annehmen. Bitte senden Sie Ihre Bestellung in einigen Minuten erneut.';
		expect(unavailable(named, 'de')).toEqual({
			statusCode: 503,
			body: {
				status: 'refused',
				order_number: '1042',
				external_id: 'apicbase-7',
				message: `Bestellung 1042 wurde nicht gesendet. ${message}`,
				issues: [{ code: 'temporarily_unavailable', message }],
			},
		});
	});

	it.each([
		['by the external id it carries', { id: '7', sync: { externalId: 'shop-7' } }, 'shop-7'],
		['by its own id where it carries none', { id: '7' }, 'apicbase-7'],
		['by no id where it has none', { sync: 'yes' }, null],
		['by no id where nobody can see it', { id: '\u200b', sync: { externalId: ' \ufeff' } }, null],
	])('names an item of the workflow %s', (_name, item, externalId) => {
		expect(nameItem({ ...item, order_number: 1042 })).toEqual({ externalId, orderNumber: '1042' });
	});

	it.each([
		[accepted, 'accepted'],
		[alreadyAccepted, 'already_accepted'],
	])('accepts an order whose number it does not know: %#', (answer, status) => {
		expect(answer({ externalId: null, orderNumber: null }).body).toEqual({
			status,
			order_number: null,
			external_id: null,
			message: 'The order was received.',
			issues: [],
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
	const rules: DeliveryRules = { language: 'en', externalIdPrefix: 'apicbase-', nowMs: 0 };
	const judge = (body: unknown, changes: Partial<DeliveryRules> = {}) =>
		receiveOrder(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), {
			...rules,
			...changes,
		});
	const checks = () => {
		const read = readSettings({}, 'Europe/Brussels');
		if (!read.ok) throw new Error('The settings cannot be read.');
		return prepareChecks(read.settings, {});
	};
	const refusalOf = (body: unknown, changes: Partial<DeliveryRules> = {}): Refusal => {
		const received = judge(body, changes);
		if (received.ok || received.refusal === undefined) throw new Error('It was not refused.');
		return received.refusal;
	};

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

	it('refuses what a rule calls an error, in the language of the customer, and takes what it warns of', () => {
		const missing = anOrder({ packages: [aLine({ articleNumber: '' })] });
		expect(judge(missing, { checks: checks(), language: 'nl' })).toMatchObject({
			ok: false,
			answer: {
				statusCode: 422,
				body: {
					message:
						'Bestelling 1042 is niet verzonden. Regel 1 (Tomatoes): het artikelnummer ontbreekt.',
					issues: [
						{
							code: 'line_missing_article_number',
							message: 'Regel 1 (Tomatoes): het artikelnummer ontbreekt.',
						},
					],
				},
			},
		});
		expect(judge(missing)).toMatchObject({ ok: true });
		const warned = anOrder({ order_remarks: 'Ring twice.' });
		expect(judge(warned, { checks: checks() })).toMatchObject({ ok: true });
	});

	it('tells the customer what refuses the order, and the staff what warns as well', () => {
		const both = anOrder({
			order_remarks: 'Ring twice.',
			packages: [aLine({ articleNumber: '' })],
		});
		const received = judge(both, { checks: checks() });
		expect(received).toMatchObject({
			ok: false,
			answer: { body: { issues: [{ code: 'line_missing_article_number' }] } },
		});
		const { issues } = refusalOf(both, { checks: checks() });
		expect(issues.map(({ code, severity }) => [code, severity])).toEqual([
			['remarks_present', 'warning'],
			['line_missing_article_number', 'error'],
		]);
	});

	it('gives a refused order to the staff as it came, with what was wrong', () => {
		const sent = anOrder({ packages: [], mine: 1 });
		const refusal = refusalOf(sent, { externalIdPrefix: 'shop-' });
		const item = refusedItem(refusal, {
			...rules,
			language: 'fr',
			externalIdPrefix: 'shop-',
			nowMs: Date.UTC(2026, 10, 20),
		});
		const { sync, validation, ...rest } = item;
		expect(rest).toEqual(sent);
		expect(sync).toEqual({
			externalId: 'shop-390500353590008',
			source: 'webhook',
			receivedAt: '2026-11-20T00:00:00.000Z',
		});
		expect(validation).toMatchObject({
			valid: false,
			errors: 1,
			language: 'fr',
			summary: 'Cannot sync order 1042. The order has no lines.',
		});
	});

	it('asks for a change where a newer version was accepted', () => {
		const message =
			'A newer version of this order was already received. To return to this version, change the order and send it again.';
		expect(refuseSuperseded(anOrder(), rules)).toMatchObject({
			ok: false,
			answer: {
				statusCode: 422,
				body: {
					order_number: '1042',
					message: `Order 1042 was not sent. ${message}`,
					issues: [{ code: 'order_superseded', message }],
				},
			},
			refusal: {
				payload: anOrder(),
				issues: [{ code: 'order_superseded', severity: 'error', path: 'ordered_on', line: null }],
			},
		});
	});

	it('shows the plain fields of what is nested too deeply to be stored, and all of what is not', () => {
		const nested = (levels: number): unknown => (levels === 0 ? 1 : { deeper: nested(levels - 1) });
		const deep = { id: '7', order_number: '1042', flag: true, deep: nested(100) };
		expect(refusalOf(deep).payload).toEqual({ id: '7', order_number: '1042', flag: true });
		const shallow = { id: '7', order_number: '1042', deep: nested(3) };
		expect(refusalOf(shallow).payload).toEqual(shallow);
	});

	it('knows the same order again by its content, however it was written', () => {
		const compact = judge(anOrder());
		const spaced = judge(JSON.stringify(anOrder(), null, '\t'));
		const changed = judge(anOrder({ packages: [aLine({ quantity: 5 })] }));
		const fingerprints = [compact, spaced, changed].map((one) => (one.ok ? one.fingerprint : ''));
		expect(fingerprints[0]).toMatch(/^[0-9a-f]{32}$/);
		expect(fingerprints[1]).toBe(fingerprints[0]);
		expect(fingerprints[2]).not.toBe(fingerprints[0]);
	});
});
