import { EventEmitter } from 'node:events';
import { AcceptedOrders, type Admission } from '../../../core/webhook/acceptedOrders.ts';

const limits = { orders: 3, maxAgeMs: 1000 };

/** The response side of a delivery, which the test answers or has its sender leave. */
class Delivery extends EventEmitter {
	statusCode = 200;
	closed = false;
	destroyed = false;

	answer(statusCode: number): void {
		this.statusCode = statusCode;
		this.emit('finish');
		this.leave();
	}

	leave(): void {
		this.closed = true;
		this.emit('close');
	}
}

/** Lets everything happen that waits for nothing but a turn. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A memory whose clock stands where the test sets it. */
function aMemory() {
	const clock = { nowMs: 0 };
	const orders = new AcceptedOrders(limits, () => clock.nowMs);
	const version = (fingerprint: string, orderedOnMs: number | null = null) => ({
		fingerprint,
		orderedOnMs,
	});
	/** Admits a delivery, and answers it with 200 when it is not told otherwise. */
	const send = async (key: string, fingerprint: string, orderedOnMs: number | null = null) => {
		const delivery = new Delivery();
		const admission = await orders.admit(key, version(fingerprint, orderedOnMs), delivery);
		orders.watch(key, version(fingerprint, orderedOnMs), delivery);
		delivery.answer(200);
		return admission;
	};
	const admit = (key: string, fingerprint: string, delivery: Delivery) =>
		orders.admit(key, version(fingerprint), delivery);
	return { clock, orders, version, send, admit };
}

/**
 * Each letter is a delivery, its case-folded letter the version: `A` arrives, `A!` is answered with 200, `A~` with 422,
 * `A?` with 500, `A-` leaves. What is expected comes in the order in which the deliveries are admitted.
 */
describe('deliveries of one order', () => {
	it.each<[string, string[], string[]]>([
		['one after the other', ['a1', 'a1!', 'a2'], ['a1 new', 'a2 repeat']],
		['at once', ['a1', 'a2', 'a3', 'a1!', 'a2!'], ['a1 new', 'a2 repeat', 'a3 repeat']],
		['the first refused', ['a1', 'a2', 'a1?'], ['a1 new', 'a2 new']],
		['the first left by its sender', ['a1', 'a2', 'a1-'], ['a1 new', 'a2 new']],
		[
			'the second left before its turn',
			['a1', 'a2', 'a3', 'a2-', 'a1!'],
			['a1 new', 'a2 sender_gone', 'a3 repeat'],
		],
		[
			'all that waited have left',
			['a1', 'a2', 'a3', 'a3-', 'a2-', 'a1?', 'a4'],
			['a1 new', 'a2 sender_gone', 'a3 sender_gone', 'a4 new'],
		],
		['left before it arrived', ['a1-', 'a1', 'a2'], ['a1 sender_gone', 'a2 new']],
		[
			'a change sent twice, the second time while the first is under way',
			['a1', 'b1', 'a1!', 'b2', 'b1!'],
			['a1 new', 'b1 changed', 'b2 repeat'],
		],
		['changed while the first waits', ['a1', 'b1', 'a1!'], ['a1 new', 'b1 changed']],
		['changed while the first is refused', ['a1', 'b1', 'a1?'], ['a1 new', 'b1 new']],
		[
			'an old version after a change',
			['a1', 'a1!', 'b1', 'b1!', 'a2', 'a2~', 'b2'],
			['a1 new', 'b1 changed', 'a2 superseded', 'b2 repeat'],
		],
		[
			'an old version while the change waits',
			['a1', 'a1!', 'b1', 'a2', 'b1!'],
			['a1 new', 'b1 changed', 'a2 superseded'],
		],
		[
			'an old version after a change that was refused',
			['a1', 'a1!', 'b1', 'b1~', 'a2'],
			['a1 new', 'b1 changed', 'a2 repeat'],
		],
		[
			'back to the accepted version after a change that ended in a fault',
			['a1', 'a1!', 'b1', 'b1?', 'a2', 'a2!', 'a3'],
			['a1 new', 'b1 changed', 'a2 changed', 'a3 repeat'],
		],
		[
			'back to the accepted version after a change whose sender left',
			['a1', 'a1!', 'b1', 'b1-', 'a2', 'a2!', 'a3'],
			['a1 new', 'b1 changed', 'a2 changed', 'a3 repeat'],
		],
	])('are told apart: %s', async (_name, steps, expected) => {
		const { orders, version, admit } = aMemory();
		const deliveries = new Map<string, Delivery>();
		const admissions: string[] = [];
		for (const step of steps) {
			const name = step.slice(0, 2);
			const delivery = deliveries.get(name) ?? new Delivery();
			deliveries.set(name, delivery);
			if (step.endsWith('!')) delivery.answer(200);
			else if (step.endsWith('~')) delivery.answer(422);
			else if (step.endsWith('?')) delivery.answer(500);
			else if (step.endsWith('-')) delivery.leave();
			else {
				void admit('1', name.charAt(0), delivery).then((admission: Admission) => {
					admissions.push(`${name} ${admission}`);
					orders.watch('1', version(name.charAt(0)), delivery);
				});
			}
			await settle();
		}
		expect(admissions).toEqual(expected);
	});

	it.each([
		[199, 'new'],
		[200, 'repeat'],
		[299, 'repeat'],
		[300, 'new'],
	])('count as accepted by the status they were answered with: %d', async (statusCode, then) => {
		const { orders, version, send } = aMemory();
		const delivery = new Delivery();
		await orders.admit('1', version('a'), delivery);
		orders.watch('1', version('a'), delivery);
		delivery.answer(statusCode);
		expect(await send('1', 'a')).toBe(then);
	});

	it('leave nothing behind but what was accepted', async () => {
		const { orders, send, admit } = aMemory();
		await send('1', 'a');
		const [first, second] = [new Delivery(), new Delivery()];
		const admitted = Promise.all([admit('2', 'a', first), admit('2', 'a', second)]);
		first.leave();
		second.leave();
		await admitted;
		await settle();
		expect([orders.size, orders['turns'].size]).toEqual([1, 0]);
	});

	it('are not admitted when their connection was cut', async () => {
		const { admit } = aMemory();
		const cut = Object.assign(new Delivery(), { destroyed: true });
		expect(await admit('1', 'a', cut)).toBe('sender_gone');
	});

	it('are not known as accepted because a sender left', async () => {
		const { orders, version, send } = aMemory();
		const delivery = new Delivery();
		await orders.admit('1', version('a'), delivery);
		orders.watch('1', version('a'), delivery);
		delivery.leave();
		expect(await send('1', 'a')).toBe('new');
	});

	it('are known by fifty versions before the last one', async () => {
		const { send } = aMemory();
		for (let count = 0; count <= 51; count += 1) await send('1', `v${count}`);
		expect(await send('1', 'v1')).toBe('superseded');
		const other = aMemory();
		for (let count = 0; count <= 51; count += 1) await other.send('1', `v${count}`);
		expect(await other.send('1', 'v0')).toBe('changed');
	});

	it('do not wait for those of another order', async () => {
		const { admit } = aMemory();
		void admit('1', 'a', new Delivery());
		expect(await admit('2', 'a', new Delivery())).toBe('new');
	});

	it('are counted while runs got them and their senders left, until one is accepted', async () => {
		const { orders, version, send } = aMemory();
		const counts = [orders.unansweredRuns('1')];
		for (const end of ['leave', 'leave', 'refused'] as const) {
			const delivery = new Delivery();
			await orders.admit('1', version('a'), delivery);
			orders.watch('1', version('a'), delivery);
			if (end === 'leave') delivery.leave();
			else delivery.answer(500);
			counts.push(orders.unansweredRuns('1'));
		}
		expect(await send('1', 'a')).toBe('new');
		expect([...counts, orders.unansweredRuns('1')]).toEqual([0, 1, 2, 2, 0]);
	});
});

describe('when an order was placed', () => {
	it.each<[string, Array<[string, number | null]>, Admission[]]>([
		[
			'lets a customer go back who placed it again',
			[
				['a', 1],
				['b', 2],
				['a', 3],
			],
			['new', 'changed', 'changed'],
		],
		[
			'shows a version that was never accepted to be older',
			[
				['b', 2],
				['a', 1],
			],
			['new', 'superseded'],
		],
		[
			'says nothing when all versions were placed at one moment',
			[
				['a', 1],
				['b', 1],
				['c', 1],
				['a', 1],
			],
			['new', 'changed', 'changed', 'superseded'],
		],
		[
			'says nothing when it is not there',
			[
				['a', 1],
				['b', null],
				['a', 1],
			],
			['new', 'changed', 'superseded'],
		],
		[
			'makes no change of a repeat',
			[
				['a', 1],
				['a', 2],
			],
			['new', 'repeat'],
		],
	])('%s', async (_name, deliveries, expected) => {
		const { send } = aMemory();
		const admissions: Admission[] = [];
		for (const [fingerprint, orderedOnMs] of deliveries)
			admissions.push(await send('1', fingerprint, orderedOnMs));
		expect(admissions).toEqual(expected);
	});
});

describe('the memory of accepted orders', () => {
	it('forgets an order with all its versions when it is older than the limit, not before', async () => {
		const { clock, orders, send } = aMemory();
		await send('1', 'a');
		await send('1', 'b');
		clock.nowMs = 999;
		expect(await send('2', 'a')).toBe('new');
		expect(orders.size).toBe(2);
		clock.nowMs = 1000;
		expect(await send('1', 'a')).toBe('new');
		expect(orders.size).toBe(2);
	});

	it('forgets the order accepted longest ago when it is full', async () => {
		const { orders, send } = aMemory();
		for (const id of ['1', '2', '3', '1', '4']) await send(id, 'a');
		expect(orders.size).toBe(3);
		expect([await send('1', 'a'), await send('3', 'a'), await send('4', 'a')]).toEqual([
			'repeat',
			'repeat',
			'repeat',
		]);
		expect(await send('2', 'a')).toBe('new');
	});
});
