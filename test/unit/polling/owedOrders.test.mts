import { aPoller, anEntry, day, hour, minute } from './aPoller.mts';

const ids = (count: number) => Array.from({ length: count }, (_, index) => `o${index}`);

it('hands on an order that was delivered before its turn, however few pages a poll has time for', () => {
	const list = ids(12).map((id, index) => anEntry(id, index * minute));
	const poller = aPoller(list, { pageSize: 2, limit: 1 });
	poller.pagesInTime = 3;
	const arrived = [];
	for (let polls = 0; polls < 6; polls += 1) arrived.push(...poller.poll());
	poller.end('success');
	for (const entry of list) entry.status = 'DELIVERED';
	for (let polls = 0; polls < 200; polls += 1) {
		arrived.push(...poller.poll());
		poller.end('success');
	}
	expect([...arrived].sort()).toEqual(ids(12).sort());
});

it('goes on finding new orders while it looks for others beyond the window', () => {
	const list = ids(40).map((id, index) => anEntry(id, index * minute, { status: 'DELIVERED' }));
	const gone = anEntry('gone', 0);
	const poller = aPoller([gone], { pageSize: 2 });
	poller.poll();
	poller.end('failure', 'The ERP is closed');
	poller.list = list;
	poller.pagesInTime = 3;
	const arrived = [];
	for (let polls = 0; polls < 12; polls += 1) {
		poller.list.push(anEntry(`new${polls}`, day + polls * 5 * minute));
		arrived.push(...poller.poll(5 * minute));
		poller.end('success');
	}
	for (let polls = 0; polls < 6; polls += 1) arrived.push(...poller.poll(5 * minute));
	expect(arrived.sort()).toEqual(Array.from({ length: 12 }, (_, index) => `new${index}`).sort());
});

it('gives an order that Apicbase lists no more up once, and takes it up again when it is listed', () => {
	const order = anEntry('o1');
	const poller = aPoller([order]);
	poller.poll();
	poller.end('failure', 'The ERP is closed');
	poller.list = [];
	let givenUp = 0;
	for (let polls = 0; polls < 200; polls += 1) {
		poller.poll(hour);
		givenUp += poller.end('success').filter(({ kind }) => kind === 'given_up').length;
	}
	expect(givenUp).toBe(1);
	poller.list = [order];
	expect([...poller.poll(hour), ...poller.poll(hour)]).toEqual(['o1']);
});

it('hands on new orders before those that come again until they are marked', () => {
	const poller = aPoller([anEntry('old', 0)], {
		policy: { until: 'fetched', redeliverAfterMs: hour },
		onlyUnfetched: true,
		maxRunsAtOnce: 1,
	});
	expect(poller.poll()).toEqual(['old']);
	poller.end('success');
	poller.list.push(anEntry('new', hour));
	expect(poller.poll(2 * hour)).toEqual(['new']);
});

it('forgets an order that may well be marked, after a day without it in the list of unmarked ones', () => {
	const order = anEntry('o1');
	const poller = aPoller([order], {
		policy: { until: 'fetched', redeliverAfterMs: hour },
		onlyUnfetched: true,
	});
	poller.poll();
	poller.end('success');
	// The list shows no marks; its filter leaves out what is marked.
	poller.listed = ({ onlyUnfetched }) => (onlyUnfetched ? [] : [order]);
	for (let polls = 0; polls < 60; polls += 1) expect(poller.poll(hour)).toEqual([]);
	expect(poller.state().parcels.size).toBe(0);
});

it('takes an order that slipped between two pages of the first reading for one that was there before', () => {
	const list = ids(6).map((id, index) => anEntry(id, -(index + 1) * minute));
	const poller = aPoller(list, { start: { from: 'now' }, pageSize: 2 });
	let readings = 0;
	poller.listed = ({ page }) => {
		if (page === 1) readings += 1;
		return readings === 1 ? list.filter(({ id }) => id !== 'o3') : list;
	};
	const arrived = [...poller.poll(), ...poller.poll()];
	poller.list.push(anEntry('new', hour));
	poller.listed = () => poller.list;
	expect([...arrived, ...poller.poll(hour)]).toEqual(['new']);
});

it('hands a delivered order on again until it is marked where Delivered is among the statuses', () => {
	const order = anEntry('o1', 0, { fetched_by_supplier: false });
	const poller = aPoller([order], {
		policy: { until: 'fetched', redeliverAfterMs: hour },
		onlyUnfetched: true,
		statuses: ['ORDERED', 'DELIVERED'],
	});
	poller.poll();
	poller.end('failure');
	order.status = 'DELIVERED';
	// The window does not show it this time; the look-up does.
	const { listed } = poller;
	poller.listed = (question) => (question.onlyUnfetched ? [] : listed(question));
	expect(poller.poll(2 * hour)).toEqual(['o1']);
});
