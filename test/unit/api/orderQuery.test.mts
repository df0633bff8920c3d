import {
	matchesFilters,
	orderedAfter,
	orderedBefore,
	sortByPlacing,
	type OrderFilters,
} from '../../../core/api/orderQuery.ts';

const anyOrder: OrderFilters = { statuses: [], notFetched: false, orderNumbers: new Map() };
const sixOClock = Date.parse('2026-11-20T06:00:00Z');

test('sorts by the moment, however Apicbase writes it, and by id within one', () => {
	const placed = {
		one: '2026-11-20T06:15:30Z',
		two: '2026-11-20T07:15:30+01:00',
		three: '2026-11-20T06:15:30.000001Z',
		four: '2026-11-20T06:15:30.5',
		five: '2026-11-20 06:15:31',
	};
	const orders = Object.values(placed).map((ordered_on, index) => ({
		id: String(index + 1),
		ordered_on,
	}));
	expect(sortByPlacing([...orders].reverse(), 'oldest')).toEqual(orders);
	expect(sortByPlacing(orders, 'newest')).toEqual([...orders].reverse());
});

test.each([
	['2026-11-20T06:00:00', true],
	['2026-11-20T05:59:59.999999', false],
	['2026-11-20T07:00:00+0100', true],
	['2026-11-20T06:59:59+0100', false],
	// What says no moment stands against no filter.
	['soon', true],
])('finds an order placed at %s from 06:00 UTC on: %s', (ordered_on, isWanted) => {
	expect(matchesFilters({ id: '1', ordered_on }, { ...anyOrder, fromMs: sixOClock })).toBe(
		isWanted,
	);
	expect(matchesFilters({ id: '1', ordered_on }, { ...anyOrder, beforeMs: sixOClock })).toBe(
		!isWanted || ordered_on === 'soon',
	);
});

test('asks for orders after a moment, or from the day before it', () => {
	expect([orderedAfter(sixOClock, 'dateTime'), orderedAfter(sixOClock, 'date')]).toEqual([
		'2026-11-20T06:00:00.000Z',
		'2026-11-19',
	]);
});

test('asks for orders before a moment, or up to the day after it', () => {
	expect([orderedBefore(sixOClock, 'dateTime'), orderedBefore(sixOClock, 'date')]).toEqual([
		'2026-11-20T06:00:00.000Z',
		'2026-11-21',
	]);
});
