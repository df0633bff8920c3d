import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox.mts';
import type { DeliveryMode } from '../../sandbox/state/switches.mts';
import { compactUtf8, signBody } from '../../sandbox/webhook/prepareDelivery.mts';
import { pythonJson } from '../../sandbox/wire/pythonJson.mts';
import {
	startWebhookReceiver,
	type ReceivedRequest,
	type WebhookReceiver,
} from '../../harness/webhookReceiver.mts';

describe('the sandbox webhook', () => {
	let sandbox: Sandbox;
	let supplier: WebhookReceiver;
	let nowMs = 0;

	beforeEach(async () => {
		nowMs = Date.parse('2026-01-31T09:00:00Z');
		supplier = await startWebhookReceiver();
		sandbox = await startSandbox({ clock: () => nowMs, webhook: { url: supplier.url } });
	});
	afterEach(async () => {
		await sandbox.close();
		await supplier.close();
	});

	const signaturesOf = ({ rawHeaders }: ReceivedRequest) =>
		rawHeaders.filter(
			(_value, index) =>
				rawHeaders[index - 1]?.toLowerCase() === 'x-apic-webhook-signature' && index % 2 === 1,
		);
	const only = (): ReceivedRequest => {
		expect(supplier.received).toHaveLength(1);
		return supplier.received[0] as ReceivedRequest;
	};

	it('delivers the order signed as Apicbase signs, and holds it as ordered after a 2XX', async () => {
		supplier.answer = { status: 202, text: 'Merci' };
		const { order, delivery } = await sandbox.placeOrder({ remarks: 'Crème 🍋' });
		const { body, headers } = only();
		expect(body.toString('latin1')).toBe(pythonJson(order.body));
		expect(JSON.parse(body.toString('utf8'))).toMatchObject({
			status: 'ORDERED',
			ordered_on: '2026-01-31T09:00:00.000001Z',
			order_remarks: 'Crème 🍋',
		});
		expect(signaturesOf(only())).toEqual([
			signBody(body.toString('utf8'), 'sandbox-client-secret'),
		]);
		expect(headers['content-type']).toBe('application/json');
		expect(order.status).toBe('ORDERED');
		expect(delivery).toEqual({
			orderId: order.id,
			orderNumber: 'PO-2026-000001',
			at: '2026-01-31T09:00:00.000Z',
			status: 202,
			answer: 'Merci',
			outcome: 'accepted',
		});
		expect(sandbox.state.deliveries).toEqual([delivery]);
	});

	it('signs with a secret of its own when one is set', async () => {
		sandbox.setWebhook({ secret: 'separate' });
		await sandbox.placeOrder();
		expect(signaturesOf(only())).toEqual([signBody(only().body.toString('utf8'), 'separate')]);
	});

	it.each([301, 400, 403, 422, 500, 503])(
		'keeps the order in progress after %i, and does not try again',
		async (status) => {
			supplier.answer = { status, text: 'no' };
			const { order, delivery } = await sandbox.placeOrder();
			expect({ status: order.status, delivery }).toMatchObject({
				status: 'IN_PROGRESS',
				delivery: { status, answer: 'no', outcome: 'refused' },
			});
			expect(supplier.received).toHaveLength(1);
		},
	);

	it('lets the customer edit and send again, under the same id', async () => {
		supplier.answer = { status: 422, text: '' };
		const { order } = await sandbox.placeOrder();
		supplier.answer = { status: 200, text: '' };
		nowMs += 60_000;
		sandbox.editOrder(order.id, {
			lines: [{ articleNumber: 'ART-004', quantity: 2 }],
			remarks: 'edited',
		});
		const again = await sandbox.resend(order.id);
		expect(again.order).toMatchObject({
			id: order.id,
			status: 'ORDERED',
			remarks: 'edited',
			lastDelivery: { outcome: 'accepted' },
		});
		expect(again.order.body).toMatchObject({
			ordered_on: '2026-01-31T09:01:00.000001Z',
			theoretical_price: '42.800',
		});
		expect(sandbox.state.deliveries.map(({ outcome }) => outcome)).toEqual(['refused', 'accepted']);
	});

	it('keeps the moment of the first click by switch', async () => {
		supplier.answer = { status: 500, text: '' };
		sandbox.setSwitches({ orderedOnAtResend: 'kept' });
		const { order } = await sandbox.placeOrder();
		nowMs += 60_000;
		expect((await sandbox.resend(order.id)).order.body).toEqual(order.body);
	});

	it('sends an accepted order again unchanged, as after an answer that got lost', async () => {
		const first = await sandbox.placeOrder({}, { loseAnswer: true });
		expect(first).toMatchObject({
			order: { status: 'IN_PROGRESS' },
			delivery: { outcome: 'answerLost' },
		});
		await sandbox.resend(first.order.id);
		nowMs += 1000;
		await sandbox.resend(first.order.id);
		expect(supplier.received[2]?.body).toEqual(supplier.received[1]?.body);
	});

	it('orders at once without a webhook', async () => {
		sandbox.setWebhook({ url: null });
		expect(await sandbox.placeOrder()).toMatchObject({
			order: { status: 'ORDERED' },
			delivery: null,
		});
	});

	it.each<[DeliveryMode['signature'], (valid: string, body: string) => string[]]>([
		['corrupt', (valid) => [`${valid.startsWith('0') ? '1' : '0'}${valid.slice(1)}`]],
		['short', (valid) => [valid.slice(0, 63)]],
		['upperCase', (valid) => [valid.toUpperCase()]],
		['absent', () => []],
		['repeated', (valid) => [valid, valid]],
		['ofAnotherBody', (_valid, body) => [signBody(`${body} `, 'sandbox-client-secret')]],
		['emptySecret', (_valid, body) => [signBody(body, '')]],
	])('sends a signature that is %s', async (signature, expected) => {
		await sandbox.placeOrder({}, { signature });
		const body = only().body.toString('utf8');
		expect(signaturesOf(only())).toEqual(expected(signBody(body, 'sandbox-client-secret'), body));
	});

	it('re-encodes the body after signing, as a proxy does', async () => {
		const { order } = await sandbox.placeOrder({ remarks: 'café' }, { body: 'reformatted' });
		const signed = pythonJson(order.body);
		expect(only().body.toString('utf8')).toBe(compactUtf8(signed));
		expect(signaturesOf(only())).toEqual([signBody(signed, 'sandbox-client-secret')]);
	});

	it('compresses the body after signing', async () => {
		const { order } = await sandbox.placeOrder({}, { body: 'gzip' });
		expect(only().headers['content-encoding']).toBe('gzip');
		expect(gunzipSync(only().body).toString('utf8')).toBe(pythonJson(order.body));
	});

	it('signs and sends any text in place of the order', async () => {
		await sandbox.placeOrder({}, { rawBody: '[3.0, 1e2]', contentType: 'text/plain' });
		expect({
			body: only().body.toString('utf8'),
			type: only().headers['content-type'],
			signature: signaturesOf(only()),
		}).toEqual({
			body: '[3.0, 1e2]',
			type: 'text/plain',
			signature: [signBody('[3.0, 1e2]', 'sandbox-client-secret')],
		});
	});

	it('writes fields over the order and leaves fields out', async () => {
		await sandbox.placeOrder({
			overrides: { packages: [], extra: { a: 1 } },
			without: ['id', 'owned_by'],
		});
		expect(JSON.parse(only().body.toString('utf8'))).toEqual({
			order_number: 'PO-2026-000001',
			status: 'ORDERED',
			ordered_on: '2026-01-31T09:00:00.000001Z',
			order_remarks: null,
			packages: [],
			expected_delivery_date: null,
			theoretical_price: '37.500',
			supplier_customer_number: 'C-42',
			extra: { a: 1 },
		});
	});

	it.each([true, false])('sends copies, at once: %s', async (copiesAtOnce) => {
		sandbox.setSwitches({ delivery: { copies: 3, copiesAtOnce } });
		await sandbox.placeOrder();
		expect(supplier.received.map(({ body }) => body)).toEqual(
			Array(3).fill(supplier.received[0]?.body),
		);
		expect(sandbox.state.deliveries).toHaveLength(3);
	});

	it('sends slowly without losing a byte', async () => {
		const { order } = await sandbox.placeOrder({}, { pauseMs: 30 });
		expect(only().body.toString('utf8')).toBe(pythonJson(order.body));
	});

	it('gives up on a supplier who does not answer, and on one who is not there', async () => {
		supplier.answer = 'silence';
		expect(await sandbox.placeOrder({}, { timeoutMs: 50 })).toMatchObject({
			order: { status: 'IN_PROGRESS' },
			delivery: {
				status: null,
				outcome: 'timedOut',
				answer: 'The supplier cannot be reached (no answer within 50 ms).',
			},
		});
		await supplier.close();
		expect((await sandbox.placeOrder()).delivery).toMatchObject({
			status: null,
			outcome: 'unreachable',
			answer: 'The supplier cannot be reached (ECONNREFUSED).',
		});
	});

	it('takes an answer cut off half-way for none', async () => {
		const cutting = createServer((_request, response) => {
			response.writeHead(200, { 'Content-Length': '100' }).write('half', () => response.destroy());
		});
		await new Promise<void>((resolve) => cutting.listen(0, '127.0.0.1', resolve));
		sandbox.setWebhook({ url: `http://127.0.0.1:${(cutting.address() as AddressInfo).port}/` });
		expect((await sandbox.placeOrder()).delivery).toMatchObject({
			status: null,
			outcome: 'unreachable',
		});
		await new Promise((resolve) => cutting.close(resolve));
	});

	it('ends a delivery under way when it closes', async () => {
		supplier.answer = 'silence';
		const placing = sandbox.placeOrder();
		await sandbox.close();
		expect((await placing).delivery).toMatchObject({ outcome: 'unreachable' });
	});

	it('keeps no secret and no signature in its log', async () => {
		sandbox.setWebhook({ secret: 'separate-secret' });
		await sandbox.placeOrder();
		const log = JSON.stringify(sandbox.state.deliveries);
		expect([log.includes('separate-secret'), log.includes(signaturesOf(only())[0] ?? '')]).toEqual([
			false,
			false,
		]);
	});
});
