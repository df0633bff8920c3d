import { fingerprintOrder } from '../../../core/order/fingerprint.ts';
import { withSync } from '../../../core/order/sync.ts';
import { aLine, anOrder } from '../../../harness/orders.mts';

const fingerprint = fingerprintOrder(anOrder());

describe('the fingerprint of an order', () => {
	it('is 32 hexadecimal characters', () => {
		expect(fingerprint).toMatch(/^[0-9a-f]{32}$/);
	});

	it.each([
		['the order of its fields', Object.fromEntries(Object.entries(anOrder()).reverse())],
		['a field left out instead of null', (({ order_remarks: _, ...rest }) => rest)(anOrder())],
		[
			'Apicbase bookkeeping',
			anOrder({
				status: 'DELIVERED',
				fetched_by_supplier: true,
				viewed_by_supplier_at: '2026-11-21',
			}),
		],
		['who clicked and when', anOrder({ owned_by: null, ordered_on: '2026-11-20T09:00:00Z' })],
		['what this package adds', withSync(anOrder(), { source: 'poll', nowMs: 0 })],
	])('does not depend on %s', (_name, order) => {
		expect(fingerprintOrder(order)).toBe(fingerprint);
	});

	it.each([
		['a quantity', anOrder({ packages: [aLine({ quantity: 5 })] })],
		['a remark', anOrder({ order_remarks: 'Back door' })],
		['the delivery date', anOrder({ expected_delivery_date: null })],
		['the order of the lines', anOrder({ packages: [aLine(), aLine({ articleNumber: 'B' })] })],
		['a field nobody knows yet', anOrder({ delivery_window: '06:00' })],
	])('changes with %s', (_name, order) => {
		expect(fingerprintOrder(order)).not.toBe(fingerprint);
	});

	it('tells swapped lines apart', () => {
		const lines = [aLine({ articleNumber: 'A' }), aLine({ articleNumber: 'B' })];
		expect(fingerprintOrder(anOrder({ packages: lines }))).not.toBe(
			fingerprintOrder(anOrder({ packages: [...lines].reverse() })),
		);
	});
});

describe('what both triggers add to an order', () => {
	it('is one key, beside everything Apicbase sent', () => {
		expect(
			withSync(anOrder({ extra: 1 }), { source: 'webhook', nowMs: Date.UTC(2026, 10, 20, 6) }),
		).toEqual({
			...anOrder({ extra: 1 }),
			sync: {
				externalId: 'apicbase-390500353590008',
				fingerprint: fingerprintOrder(anOrder({ extra: 1 })),
				source: 'webhook',
				receivedAt: '2026-11-20T06:00:00.000Z',
				changed: false,
				attempt: 1,
			},
		});
	});
});
