import fc from 'fast-check';
import { fingerprintOrder } from '../../../core/order/fingerprint.ts';
import { withSync } from '../../../core/order/sync.ts';
import { aLine, anOrder } from '../../../harness/orders.mts';

const fingerprint = fingerprintOrder(anOrder());

describe('the fingerprint of an order', () => {
	it('is 32 hexadecimal characters', () => {
		expect(fingerprint).toMatch(/^[0-9a-f]{32}$/);
	});

	const tomatoes = aLine({ name: 'Fresh tomatoes' });
	const cafe = anOrder({ order_remarks: 'Caf\u00e9, back door' });

	it.each<[string, object, object]>([
		['the order of fields', anOrder(), Object.fromEntries(Object.entries(anOrder()).reverse())],
		['a field left out', anOrder(), (({ order_remarks: _, ...rest }) => rest)(anOrder())],
		['an empty text', anOrder(), anOrder({ order_remarks: '' })],
		['a blank text', anOrder(), anOrder({ order_remarks: ' \t\n' })],
		['an invisible text', anOrder(), anOrder({ order_remarks: '\u200b' })],
		['an unknown field without a value', anOrder(), anOrder({ delivery_window: null })],
		['an unknown field that is empty', anOrder(), anOrder({ tags: [], window: {} })],
		[
			'Apicbase bookkeeping',
			anOrder(),
			anOrder({ status: 'DELIVERED', fetched_by_supplier: true }),
		],
		['when it was viewed', anOrder(), anOrder({ viewed_by_supplier_at: '2026-11-21' })],
		['who clicked', anOrder(), anOrder({ owned_by: null })],
		['when it was clicked', anOrder(), anOrder({ ordered_on: '2026-11-20T09:00:00Z' })],
		['what this package adds', anOrder(), withSync(anOrder(), { source: 'poll', nowMs: 0 })],
		[
			'an offset instead of Z',
			anOrder(),
			anOrder({ expected_delivery_date: '2026-11-23T06:00:00+00:00' }),
		],
		[
			'another time zone',
			anOrder(),
			anOrder({ expected_delivery_date: '2026-11-23T07:00:00+01:00' }),
		],
		[
			'decimals of seconds',
			anOrder(),
			anOrder({ expected_delivery_date: '2026-11-23T06:00:00.000000Z' }),
		],
		[
			'no offset, which is UTC',
			anOrder(),
			anOrder({ expected_delivery_date: '2026-11-23T06:00:00' }),
		],
		[
			'a moment without seconds',
			anOrder(),
			anOrder({ expected_delivery_date: '2026-11-23 06:00Z' }),
		],
		[
			'an unknown moment',
			anOrder({ deliver_by: '2026-11-23T06:00:00Z' }),
			anOrder({ deliver_by: '2026-11-23T07:00:00.0+01:00' }),
		],
		['a price without its zeros', anOrder(), anOrder({ packages: [aLine({ price: '2.5' })] })],
		['a price as a number', anOrder(), anOrder({ packages: [aLine({ price: 2.5 })] })],
		[
			'a price with more zeros',
			anOrder(),
			anOrder({ packages: [aLine({ price: '+2.50000000' })] }),
		],
		['a quantity as text', anOrder(), anOrder({ packages: [aLine({ quantity: '4.0' })] })],
		['a total as a number', anOrder(), anOrder({ theoretical_price: 10 })],
		[
			'a long total',
			anOrder({ theoretical_price: '12345678901.50' }),
			anOrder({ theoretical_price: '12345678901.5000' }),
		],
		['zero below zero', anOrder({ theoretical_price: '-0' }), anOrder({ theoretical_price: 0 })],
		['an id as a number', anOrder({ id: '7' }), anOrder({ id: 7 })],
		['Unicode form', cafe, anOrder({ order_remarks: 'Cafe\u0301, back door' })],
		['blanks around a text', cafe, anOrder({ order_remarks: ' Caf\u00e9, back door\r\n' })],
		['blanks inside a text', cafe, anOrder({ order_remarks: 'Caf\u00e9,\u00a0 back\ndoor' })],
		['invisible characters', cafe, anOrder({ order_remarks: '\ufeffCaf\u00e9, back\u00ad door' })],
		[
			'the order of the lines',
			anOrder({ packages: [aLine(), tomatoes, aLine()] }),
			anOrder({ packages: [tomatoes, aLine(), aLine()] }),
		],
	])('does not depend on %s', (_what, order, same) => {
		expect(fingerprintOrder(same)).toBe(fingerprintOrder(order));
	});

	it.each<[string, object, object]>([
		['a quantity', anOrder(), anOrder({ packages: [aLine({ quantity: 5 })] })],
		['a price', anOrder(), anOrder({ packages: [aLine({ price: '2.501' })] })],
		['a remark', anOrder(), anOrder({ order_remarks: 'Back door' })],
		['upper case', cafe, anOrder({ order_remarks: 'CAF\u00c9, BACK DOOR' })],
		['a delivery date taken out', anOrder(), anOrder({ expected_delivery_date: null })],
		[
			'the time of delivery',
			anOrder(),
			anOrder({ expected_delivery_date: '2026-11-23T06:00:00.000001Z' }),
		],
		['a day without a time', anOrder(), anOrder({ expected_delivery_date: '2026-11-23' })],
		['zeros in front of a code', anOrder({ id: '007' }), anOrder({ id: '7' })],
		[
			'zeros in front of an article number',
			anOrder({ packages: [aLine({ articleNumber: '007' })] }),
			anOrder({ packages: [aLine({ articleNumber: '7' })] }),
		],
		[
			'zeros behind a code',
			anOrder({ supplier_customer_number: '1.10' }),
			anOrder({ supplier_customer_number: '1.1' }),
		],
		[
			'a day that does not exist',
			anOrder({ expected_delivery_date: '2026-02-30T06:00:00Z' }),
			anOrder({ expected_delivery_date: '2026-03-02T06:00:00Z' }),
		],
		['a line twice', anOrder(), anOrder({ packages: [aLine(), aLine()] })],
		[
			'no quantity for zero',
			anOrder({ packages: [aLine({ quantity: 0 })] }),
			anOrder({ packages: [aLine({ quantity: null })] }),
		],
		['a field nobody knows yet', anOrder(), anOrder({ delivery_window: '06:00' })],
		['an unknown field that is false', anOrder(), anOrder({ express: false })],
		['true written out', anOrder({ express: true }), anOrder({ express: 'true' })],
		[
			'the order of an unknown list',
			anOrder({ stops: ['A', 'B'] }),
			anOrder({ stops: ['B', 'A'] }),
		],
		['a gap in an unknown list', anOrder({ stops: ['A', null] }), anOrder({ stops: ['A'] })],
		['a list instead of a field', anOrder({ x: ['a', 'b'] }), anOrder({ x: { a: 'b' } })],
		[
			'a field called __proto__',
			anOrder(),
			JSON.parse(JSON.stringify(anOrder()).replace('{', '{"__proto__":{"a":1},')) as object,
		],
		[
			'what lines have swapped',
			anOrder({
				packages: [aLine({ articleNumber: 'A' }), aLine({ articleNumber: 'B', quantity: 5 })],
			}),
			anOrder({
				packages: [aLine({ articleNumber: 'A', quantity: 5 }), aLine({ articleNumber: 'B' })],
			}),
		],
	])('changes with %s', (_what, order, other) => {
		expect(fingerprintOrder(other)).not.toBe(fingerprintOrder(order));
	});

	it('is the same for every spelling of a decimal, and of no other one', () => {
		const digits = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
		const decimal = fc.tuple(digits, fc.integer({ min: 0, max: 8 }));
		const withTotal = (total: string) => fingerprintOrder(anOrder({ theoretical_price: total }));
		fc.assert(
			fc.property(decimal, decimal, ([a, places], [b, otherPlaces]) => {
				const scale = (of: bigint, by: number) => of * 10n ** BigInt(8 - by);
				expect(withTotal(`${a}e-${places}`)).toBe(withTotal(`${a}0e-${places + 1}`));
				expect(withTotal(`${a}e-${places}`) === withTotal(`${b}e-${otherPlaces}`)).toBe(
					scale(a, places) === scale(b, otherPlaces),
				);
			}),
		);
	});

	it('is the same for every order of the lines, and of the fields in them', () => {
		const line = fc.record({ articleNumber: fc.string(), quantity: fc.nat() }).map(aLine);
		const shuffled = fc
			.array(line, { minLength: 1 })
			.chain((lines) =>
				fc.tuple(fc.constant(lines), fc.shuffledSubarray(lines, { minLength: lines.length })),
			);
		fc.assert(
			fc.property(shuffled, ([lines, others]) => {
				const reversed = others.map((fields) =>
					Object.fromEntries(Object.entries(fields).reverse()),
				);
				expect(fingerprintOrder(anOrder({ packages: reversed }))).toBe(
					fingerprintOrder(anOrder({ packages: lines })),
				);
			}),
		);
	});
});

describe('what both triggers add to an order', () => {
	it('names it by its id as people see it', () => {
		const order = anOrder({ id: ' 7\u200b' });
		expect(withSync(order, { source: 'poll', nowMs: 0 }).sync.externalId).toBe('apicbase-7');
	});

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
