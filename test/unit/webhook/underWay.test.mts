import { EventEmitter } from 'node:events';
import { OrdersUnderWay, type Entry } from '../../../core/webhook/underWay.ts';

class Delivery extends EventEmitter {
	statusCode = 200;
	closed = false;
	destroyed = false;

	close(): void {
		this.closed = true;
		this.emit('close');
	}
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

function places(maxWaitMs = 5000) {
	const clock = { nowMs: 0 };
	const orders = new OrdersUnderWay(maxWaitMs, () => clock.nowMs);
	const entries: string[] = [];
	const endPatience: Array<() => void> = [];
	const arrive = async (name: string, max = 2) => {
		const delivery = new Delivery();
		const patience = () => new Promise<void>((resolve) => endPatience.push(resolve));
		void orders
			.enter(delivery, max, patience)
			.then((entry: Entry) => entries.push(`${name} ${entry}`));
		await settle();
		return delivery;
	};
	return { clock, orders, entries, endPatience, arrive };
}

it('starts as many orders as there are places, and the rest in the order in which they came', async () => {
	const { entries, arrive } = places();
	const [first, second] = [
		await arrive('a'),
		await arrive('b'),
		await arrive('c'),
		await arrive('d'),
	];
	expect(entries).toEqual(['a started', 'b started']);
	second.close();
	first.close();
	await settle();
	expect(entries).toEqual(['a started', 'b started', 'c started', 'd started']);
});

it('lets no newcomer in before those who wait', async () => {
	const { entries, arrive } = places();
	const first = await arrive('a', 1);
	await arrive('b', 1);
	await arrive('c', 3);
	first.close();
	await settle();
	expect(entries).toEqual(['a started', 'b started']);
});

it('gives no place to who left while waiting, or before', async () => {
	const { orders, entries, arrive } = places();
	const first = await arrive('a', 1);
	const impatient = await arrive('b', 1);
	await arrive('c', 1);
	impatient.close();
	first.close();
	await settle();
	expect(entries).toEqual(['a started', 'b sender_gone', 'c started']);
	const gone = Object.assign(new Delivery(), { closed: true });
	expect(await orders.enter(gone, 5, () => Promise.resolve())).toBe('sender_gone');
});

it('refuses at once what would wait too long, by how long the runs before it took', async () => {
	const { clock, entries, arrive } = places();
	const slow = await arrive('a', 1);
	clock.nowMs = 30_000;
	slow.close();
	await arrive('b', 1);
	await arrive('c', 1);
	expect(entries).toEqual(['a started', 'b started', 'c busy']);
});

it('refuses at once when the runs under way hang', async () => {
	const { clock, entries, arrive } = places();
	await arrive('a', 1);
	clock.nowMs = 60_000;
	await arrive('b', 1);
	expect(entries).toEqual(['a started', 'b busy']);
});

it('refuses when patience ends, and gives the place to the next', async () => {
	const { entries, endPatience, arrive } = places();
	const first = await arrive('a', 1);
	await arrive('b', 1);
	await arrive('c', 1);
	endPatience[0]!();
	await settle();
	first.close();
	await settle();
	expect(entries).toEqual(['a started', 'b busy', 'c started']);
});

it('counts on the mean of the runs before, and lets wait who would be started just in time', async () => {
	// A run is taken to last a second: five who wait for one place are over in as many.
	const { entries, arrive } = places(5000);
	for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await arrive(name, 1);
	expect(entries).toEqual(['a started', 'g busy']);
});

it('counts on the place that is free first, and on the next for who waits behind', async () => {
	const { clock, entries, arrive } = places(100);
	await arrive('a', 2);
	clock.nowMs = 600;
	await arrive('b', 2);
	// The first is half a second over the mean, the second has a tenth of a second to go.
	clock.nowMs = 1500;
	await arrive('c', 2);
	await arrive('d', 2);
	expect(entries).toEqual(['a started', 'b started', 'd busy']);
});

it('counts a whole run more for each place that others wait for', async () => {
	const { entries, arrive } = places(2000);
	for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await arrive(name, 2);
	expect(entries).toEqual(['a started', 'b started', 'g busy']);
});

it.each([
	['longer', 11_000, 4000],
	['shorter', 0, 700],
])('expects %s runs after one', async (_name, lastedMs, expectedMs) => {
	const entriesWith = async (maxWaitMs: number) => {
		const { clock, entries, arrive } = places(maxWaitMs);
		clock.nowMs = 50_000;
		const first = await arrive('a', 1);
		clock.nowMs += lastedMs;
		first.close();
		await arrive('b', 1);
		await arrive('c', 1);
		return entries;
	};
	expect(await entriesWith(expectedMs)).toEqual(['a started', 'b started']);
	expect(await entriesWith(expectedMs - 1)).toEqual(['a started', 'b started', 'c busy']);
});

it('fills one place when one is free', async () => {
	const { entries, arrive } = places();
	const first = await arrive('a');
	for (const name of ['b', 'c', 'd']) await arrive(name);
	first.close();
	await settle();
	expect(entries).toEqual(['a started', 'b started', 'c started']);
});

it('fills all places when there are more of them now', async () => {
	const { entries, arrive } = places();
	const small = await arrive('a', 1);
	for (const name of ['b', 'c', 'd']) await arrive(name, 2);
	small.close();
	await settle();
	expect(entries).toEqual(['a started', 'b started']);
	await arrive('e', 2);
	expect(entries).toEqual(['a started', 'b started']);
});

it('keeps those waiting whose turn comes after somebody who was started and whose patience ends later', async () => {
	const { entries, endPatience, arrive } = places();
	const first = await arrive('a', 1);
	const second = await arrive('b', 1);
	await arrive('c', 1);
	first.close();
	await settle();
	endPatience[0]!();
	await settle();
	second.close();
	await settle();
	expect(entries).toEqual(['a started', 'b started', 'c started']);
});
