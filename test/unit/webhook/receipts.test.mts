import { Receipts } from '../../../core/webhook/receipts.ts';

const limits = { orders: 3, maxAgeMs: 1000 };

describe('the memory of accepted orders', () => {
	it('tells a repeat from a change and from a new order', () => {
		const receipts = new Receipts(limits);
		receipts.remember('1', 'a', 0);
		expect([
			receipts.compare('1', 'a', 1),
			receipts.compare('1', 'b', 1),
			receipts.compare('2', 'a', 1),
		]).toEqual(['repeat', 'changed', 'new']);
	});

	it('compares with what was accepted last', () => {
		const receipts = new Receipts(limits);
		receipts.remember('1', 'a', 0);
		receipts.remember('1', 'b', 1);
		expect([receipts.compare('1', 'b', 2), receipts.compare('1', 'a', 2)]).toEqual([
			'repeat',
			'changed',
		]);
	});

	it('forgets an order when it is older than the limit, not before', () => {
		const receipts = new Receipts(limits);
		receipts.remember('1', 'a', 0);
		expect(receipts.compare('1', 'a', 999)).toBe('repeat');
		expect(receipts.compare('1', 'a', 1000)).toBe('new');
		expect(receipts.size).toBe(0);
	});

	it('forgets the order accepted longest ago when it is full', () => {
		const receipts = new Receipts(limits);
		for (const id of ['1', '2', '3', '1', '4']) receipts.remember(id, 'a', 0);
		expect(['1', '2', '3', '4'].map((id) => receipts.compare(id, 'a', 1))).toEqual([
			'repeat',
			'new',
			'repeat',
			'repeat',
		]);
		expect(receipts.size).toBe(3);
	});
});
