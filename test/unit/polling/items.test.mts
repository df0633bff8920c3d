import type { RunStart } from '../../../core/polling/dispatch.ts';
import { itemOf, withNotices } from '../../../core/polling/items.ts';
import { oldestFirst, parseListedOrder } from '../../../core/polling/listedOrder.ts';
import type { Parcel } from '../../../core/polling/state.ts';
import { anEntry, beganAtMs } from './aPoller.mts';

const nowMs = Date.UTC(2026, 2, 2);
const receivedAt = '2026-03-02T00:00:00.000Z';
const parcel: Parcel = {
	id: 'o1',
	orderNumber: 'PO-o1',
	orderedOnMs: beganAtMs,
	output: 'given_up',
	stage: 'running',
	atMs: nowMs,
	turn: 3,
	attempt: 2,
	failures: 2,
	hasEndedWell: false,
	absences: 0,
	absentSinceMs: null,
	reason: 'The ERP is closed',
};
const common = { key: 'key', turn: 1, orderedOnMs: beganAtMs };
const anOrderHandover = (entry: unknown, attempt = 1): RunStart => ({
	kind: 'order',
	...common,
	attempt,
	order: parseListedOrder(entry),
});
const givenUp = (changes: Partial<Parcel> = {}, entry?: unknown): RunStart => ({
	kind: 'given_up',
	...common,
	parcel: { ...parcel, ...changes },
	order: entry === undefined ? null : parseListedOrder(entry),
});

describe('the item of an order', () => {
	it('is what Apicbase sent, and which try it is', () => {
		const entry = { ...anEntry('o1'), mine: { deep: [1] } };
		const item = itemOf(anOrderHandover(entry, 3), { nowMs, externalIdPrefix: 'shop-' });
		expect(item).toMatchObject({
			...entry,
			sync: { externalId: 'shop-o1', source: 'poll', receivedAt, attempt: 3, changed: false },
		});
	});

	it('has an id of up to 200 characters in the memory, and the whole of it in the item', () => {
		const id = 'i'.repeat(300);
		const order = parseListedOrder({ ...anEntry(id), order_number: 'n'.repeat(100) });
		expect([order.id, order.orderNumber]).toEqual(['i'.repeat(200), 'n'.repeat(80)]);
		expect(itemOf(anOrderHandover(anEntry(id)), { nowMs })).toMatchObject({ id });
	});
});

it('comes oldest first, by id within an instant, and without a date before all others', () => {
	const place = (orderedOnMs: number | null, id: string | null) => ({ orderedOnMs, id });
	const sorted = [
		place(null, null),
		place(null, 'A'),
		place(1, null),
		place(1, 'A'),
		place(1, 'B'),
		place(2, 'A'),
	];
	expect([...sorted].reverse().sort(oldestFirst)).toEqual(sorted);
	for (const [at, one] of sorted.entries())
		expect(sorted.map((other) => Math.sign(oldestFirst(other, one)))).toEqual(
			sorted.map((_, index) => Math.sign(index - at)),
		);
	expect(parseListedOrder({}).orderNumber).toBe('');
});

it('is the silence itself when no orders come any more', () => {
	const item = {
		silence: 'began',
		message: 'No new order.',
		lastOrderAt: receivedAt,
		hours: 24,
	} as const;
	expect(itemOf({ kind: 'silence', ...common, item }, { nowMs })).toEqual(item);
});

describe('the item of what cannot be read as an order', () => {
	it.each<[string, unknown, Record<string, unknown>, string | null]>([
		['an object', { id: 7, order_number: 'A' }, { id: 7, order_number: 'A' }, 'apicbase-7'],
		['an object without an id', { hello: 1 }, { hello: 1 }, null],
		['a text', 'order', { received: 'order' }, null],
		['nothing', null, { received: null }, null],
		['a list', [{ id: '7' }], { received: [{ id: '7' }] }, null],
	])('shows %s, and that it is no order', (_name, entry, shown, externalId) => {
		const { sync, validation, ...rest } = itemOf(anOrderHandover(entry, 2), { nowMs });
		expect(rest).toEqual(shown);
		expect(sync).toEqual({ externalId, source: 'poll', receivedAt, attempt: 2 });
		expect(validation).toMatchObject({ valid: false, errors: expect.any(Number) as number });
	});

	it('shows id and number alone of what is nested too deeply', () => {
		const nested = JSON.parse('['.repeat(1000) + ']'.repeat(1000)) as unknown;
		const entry = { id: '7', order_number: '1042', packages: nested };
		const { sync, validation, ...rest } = itemOf(anOrderHandover(entry), {
			nowMs,
			externalIdPrefix: 'shop-',
		});
		expect(rest).toEqual({ id: '7', order_number: '1042' });
		expect(sync).toMatchObject({ externalId: 'shop-7' });
		expect(validation).toMatchObject({ valid: false });
	});
});

describe('the item of a given up order', () => {
	it('is the order, how often it was tried, and why it did not go through', () => {
		expect(itemOf(givenUp({}, anEntry('o1')), { nowMs })).toMatchObject({
			...anEntry('o1'),
			sync: { externalId: 'apicbase-o1', attempt: 2 },
			givenUp: {
				attempts: 2,
				reason: 'The ERP is closed',
				message:
					'Cannot sync order PO-o1. The workflow did not complete it in 2 attempts: "The ERP is closed"',
				fix: "Look at the runs of this order in n8n's list of executions, correct what stopped them, and run the last one again. The trigger will not try again.",
			},
		});
	});

	it('names the order where Apicbase lists it no more', () => {
		const item = itemOf(givenUp({ failures: 1, reason: null }), { nowMs, externalIdPrefix: 'x-' });
		expect(item).toMatchObject({
			id: 'o1',
			order_number: 'PO-o1',
			sync: { externalId: 'x-o1', source: 'poll', receivedAt, attempt: 2 },
			givenUp: {
				attempts: 1,
				reason: null,
				message: 'Cannot sync order PO-o1. The workflow did not complete it.',
			},
		});
	});

	it('names what has neither number nor id', () => {
		expect(itemOf(givenUp({ id: null, orderNumber: '' }), { nowMs })).toMatchObject({
			id: null,
			sync: { externalId: null },
			givenUp: {
				message:
					'Cannot sync an order. The workflow did not complete it in 2 attempts: "The ERP is closed"',
			},
		});
	});
});

describe('notices', () => {
	it('are added to what the item says about the trigger, and only when there are some', () => {
		const item = { id: '7', sync: { attempt: 1 } };
		expect(withNotices(item, ['One.', 'Two.'])).toEqual({
			id: '7',
			sync: { attempt: 1, notices: ['One.', 'Two.'] },
		});
		expect(withNotices(item, [])).toEqual(item);
	});
});

describe('one entry of the list', () => {
	it.each([
		['ordered', 'ORDERED'],
		[' ORDERED ', 'ORDERED'],
		[null, null],
		[7, '7'],
	])('has the status %j read as %j', (status, read) => {
		expect(parseListedOrder({ ...anEntry('o1'), status }).status).toBe(read);
	});

	it.each([
		[true, true],
		[false, false],
		['true', undefined],
		[null, undefined],
	])('has the mark %j read as %j', (fetched_by_supplier, read) => {
		expect(parseListedOrder({ ...anEntry('o1'), fetched_by_supplier }).isFetched).toBe(read);
	});

	it.each([
		['2000-01-01T00:00:00Z', Date.UTC(2000, 0)],
		['1999-12-31T23:59:59Z', null],
		['2099-12-31T23:59:59Z', Date.UTC(2099, 11, 31, 23, 59, 59)],
		['2100-01-01T00:00:00Z', null],
		['yesterday', null],
		[null, null],
	])('has the moment %j read as %j', (ordered_on, read) => {
		expect(parseListedOrder({ ...anEntry('o1'), ordered_on }).orderedOnMs).toBe(read);
	});

	it('is another one when it can be read at last, so that it is handed on', () => {
		const [broken, whole] = [{ id: 'o1' }, anEntry('o1')].map(parseListedOrder);
		expect(broken!.entry.kind).toBe('unreadable');
		expect(broken!.key).not.toBe(whole!.key);
	});

	it('is told from others by its id when it cannot be read, else by all it holds', () => {
		const keys = [{ id: '1' }, { id: '1', more: 1 }, { id: '2' }, 'a', 'b'].map(
			(entry) => parseListedOrder(entry).key,
		);
		expect(keys[0]).toBe(keys[1]);
		expect(new Set(keys).size).toBe(4);
	});
});
