import type { RunStart } from '../../../core/polling/dispatch.ts';
import { parseListedOrder } from '../../../core/polling/listedOrder.ts';
import { recordNew } from '../../../core/polling/reading.ts';
import type { PollRules, PollState } from '../../../core/polling/state.ts';
import { newState } from '../../../core/polling/storedState.ts';
import {
	aPoller,
	anEntry,
	beganAtMs,
	day,
	hour,
	minute,
	usualRules,
	type Entry,
} from './aPoller.mts';

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
	expect(poller.poll(hour)).toEqual([]);
	expect(poller.underWay.size).toBe(0);
	expect(poller.poll(hour)).toEqual(['o1']);
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
	expect(poller.state()).toMatchObject({ parcels: new Map(), notices: [] });
});

describe('where only unmarked orders are asked for, the search for one that is pending', () => {
	const success = usualRules.policy;
	const once = { until: 'once' } as const;
	const fetched = { until: 'fetched', redeliverAfterMs: hour } as const;

	it.each<[string, PollRules['policy'], boolean | undefined, string[]]>([
		['brings one again whose run failed, though it is marked', success, true, ['o1']],
		['brings one again whose run failed, where no marks are shown', success, undefined, ['o1']],
		['brings one no more that is marked', fetched, true, []],
		['brings one no more that may be marked', fetched, undefined, []],
		['brings one again that is not marked', fetched, false, ['o1']],
	])('%s', (_what, policy, mark, again) => {
		const order = anEntry('o1');
		const poller = aPoller([order], { policy, onlyUnfetched: true });
		poller.poll();
		poller.end('failure');
		if (mark !== undefined) order.fetched_by_supplier = mark;
		poller.listed = ({ onlyUnfetched }) => (onlyUnfetched ? [] : [order]);
		expect(poller.poll(2 * hour)).toEqual(again);
	});

	it('brings one again whose run failed, though the window shows it marked', () => {
		const order = anEntry('o1');
		const poller = aPoller([order], { onlyUnfetched: true });
		poller.poll();
		poller.end('failure');
		order.fetched_by_supplier = true;
		poller.listed = () => [order];
		expect(poller.poll(2 * hour)).toEqual(['o1']);
	});

	it.each([success, once, fetched])('settles one that was marked before its turn: %j', (policy) => {
		const list = [anEntry('first'), anEntry('second', minute)];
		const poller = aPoller(list, { policy, onlyUnfetched: true, limit: 1 });
		expect(poller.poll(hour)).toEqual(['first']);
		list[1]!.fetched_by_supplier = true;
		expect(poller.poll()).toEqual([]);
		expect([poller.state().waiting.size, poller.state().seen.size]).toEqual([0, 1]);
	});

	it('hands on none that left the list of unmarked ones before its turn, where no marks are shown', () => {
		const [first, second] = [anEntry('first'), anEntry('second', minute)];
		const poller = aPoller([first, second], { onlyUnfetched: true, limit: 1 });
		poller.poll(hour);
		poller.end('success');
		poller.listed = ({ onlyUnfetched, status }) =>
			status === 'ORDERED' ? (onlyUnfetched ? [] : [first, second]) : [];
		for (let polls = 0; polls < 5; polls += 1) expect(poller.poll(hour)).toEqual([]);
		poller.listed = ({ status }) => (status === 'ORDERED' ? [first, second] : []);
		expect(poller.poll(hour)).toEqual(['second']);
	});

	it('settles one that was marked before its turn while it was not listed for a while', () => {
		const list = [anEntry('first'), anEntry('second', minute)];
		const poller = aPoller(list, { onlyUnfetched: true, limit: 1 });
		poller.poll(hour);
		poller.end('success');
		poller.list = [];
		poller.poll();
		expect(poller.state().parcels.size).toBe(1);
		const marked = { ...list[1]!, fetched_by_supplier: true };
		poller.listed = ({ onlyUnfetched }) => (onlyUnfetched ? [] : [marked]);
		expect(poller.poll(hour)).toEqual([]);
		expect([poller.state().parcels.size, poller.state().seen.size]).toEqual([0, 2]);
	});

	it.each<[string, PollRules['policy'], boolean]>([
		['all', success, false],
		['unmarked ones', once, true],
		['unmarked ones', fetched, true],
	])('asks for %s among the delivered: %j', (_which, policy, onlyUnfetched) => {
		const poller = aPoller([anEntry('first'), anEntry('second', minute)], {
			...{ policy, onlyUnfetched: true, limit: 1 },
		});
		poller.poll(hour);
		poller.list = [];
		poller.questions.length = 0;
		poller.poll();
		expect(poller.questions.map((question) => [question.status, question.onlyUnfetched])).toEqual([
			['ORDERED', true],
			['ORDERED', false],
			['DELIVERED', onlyUnfetched],
		]);
	});
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

it('takes orders that an outage hid from a second first reading for ones that were there before', () => {
	const list = ids(6).map((id, index) => anEntry(id, -(index + 1) * minute));
	const poller = aPoller(list, { start: { from: 'now' }, pageSize: 2 });
	poller.listed = () => (poller.questions.length > 2 ? [] : list);
	const arrived = [...poller.poll(), ...poller.poll()];
	poller.listed = () => poller.list;
	poller.list.push(anEntry('new', hour));
	expect([...arrived, ...poller.poll(hour)]).toEqual(['new']);
});

it('hands an entry without an id on once, also when it is delivered before its turn', () => {
	const nameless: Partial<Entry> = anEntry('o1', 0, { packages: 'none' });
	delete nameless.id;
	const poller = aPoller([anEntry('o0', -minute), nameless as Entry], { limit: 1 });
	expect(poller.poll()).toEqual(['o0']);
	poller.end('success');
	nameless.status = 'DELIVERED';
	expect([poller.poll(), poller.poll()].flat()).toEqual(['']);
});

it.each(['failure', 'success'] as const)(
	'hands a delivered order on again until it is marked where Delivered is among the statuses, after a %s',
	(result) => {
		const order = anEntry('o1', 0, { fetched_by_supplier: false });
		const poller = aPoller([order], {
			policy: { until: 'fetched', redeliverAfterMs: hour },
			onlyUnfetched: true,
			statuses: ['ORDERED', 'DELIVERED'],
		});
		poller.poll();
		poller.end(result);
		order.status = 'DELIVERED';
		// The window does not show it this time; the look-up does.
		const { listed } = poller;
		let asked = 0;
		poller.listed = (question) => ((asked += 1) <= 2 ? [] : listed(question));
		expect(poller.poll(2 * hour)).toEqual(['o1']);
	},
);

describe('where the list shows no marks, an order that comes again until it is marked', () => {
	const handedOn = () => {
		const order = anEntry('o1');
		const poller = aPoller([order], {
			policy: { until: 'fetched', redeliverAfterMs: hour },
			onlyUnfetched: true,
		});
		poller.poll();
		poller.end('failure');
		return { order, poller };
	};

	it('comes again when the list of unmarked ones misses it once', () => {
		const { order, poller } = handedOn();
		poller.listed = ({ onlyUnfetched }) => (onlyUnfetched ? [] : [order]);
		expect(poller.poll(2 * hour)).toEqual([]);
		poller.listed = () => [order];
		expect(poller.poll(hour)).toEqual(['o1']);
	});

	it('comes again when it is delivered, and is among the unmarked ones', () => {
		const { order, poller } = handedOn();
		order.status = 'DELIVERED';
		expect(poller.poll(2 * hour)).toEqual(['o1']);
	});
});

it('does not hand on a delivered order whose first run ended well, though a later one failed', () => {
	const order = anEntry('o1', 0, { fetched_by_supplier: false });
	const poller = aPoller([order], {
		policy: { until: 'fetched', redeliverAfterMs: hour },
		onlyUnfetched: true,
	});
	poller.poll();
	poller.end('success');
	expect(poller.poll(2 * hour)).toEqual(['o1']);
	poller.end('failure');
	order.status = 'DELIVERED';
	expect(poller.poll(2 * hour)).toEqual([]);
});

describe('an order that several look-ups have not found', () => {
	const failing = () => {
		const poller = aPoller([anEntry('o1')], { pageSize: 2 });
		poller.poll();
		poller.end('failure', 'The ERP is closed');
		poller.list = [];
		return poller;
	};
	const absences = (poller: ReturnType<typeof aPoller>) =>
		[...poller.state().parcels.values()].map((parcel) => parcel.absences);

	it('is gone after ten of them over a day, not before', () => {
		const poller = failing();
		let hours = 0;
		for (; poller.underWay.size === 0 && hours < 100; hours += 1) poller.poll(hour);
		expect([...poller.underWay.values()]).toMatchObject([{ kind: 'given_up', order: null }]);
		expect(hours).toBeGreaterThan(24);
		expect(hours).toBeLessThan(36);
	});

	it('is gone after ten of them also where days lie between two polls', () => {
		const poller = failing();
		let polls = 0;
		for (; poller.underWay.size === 0 && polls < 20; polls += 1) poller.poll(2 * day);
		expect([...poller.underWay.values()]).toMatchObject([{ kind: 'given_up' }]);
		expect(polls).toBe(10);
	});

	it('is not gone for one more of them a day after an outage of two hours', () => {
		const poller = failing();
		for (let minutes = 0; minutes < 120; minutes += 1) poller.poll();
		expect(absences(poller)).toEqual([6]);
		poller.poll(day);
		expect(absences(poller)).toEqual([7]);
	});

	it('is looked for after pauses that double, up to six hours', () => {
		const poller = failing();
		const pauses = [5, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360];
		const lookedUp = pauses.map((minutes) =>
			[(minutes - 1) * minute, minute].map((afterMs) => {
				poller.questions.length = 0;
				poller.poll(afterMs);
				return poller.questions.length > 1;
			}),
		);
		expect(lookedUp).toEqual(pauses.map(() => [false, true]));
	});

	it('is not gone for look-ups that were cut short', () => {
		const poller = failing();
		poller.list = ids(40).map((id, index) => anEntry(id, index * minute, { status: 'DELIVERED' }));
		poller.pagesInTime = 2;
		for (let polls = 0; polls < 10; polls += 1) poller.poll(hour);
		expect(absences(poller)).toEqual([0]);
	});

	it('is not gone for a look-up that Apicbase failed', () => {
		const poller = failing();
		const { answerAs } = poller;
		poller.answerAs = (question) => (question.status === 'DELIVERED' ? 'away' : answerAs(question));
		for (let polls = 0; polls < 10; polls += 1) poller.poll(hour);
		expect(absences(poller)).toEqual([0]);
	});

	it('counts anew when it was seen in between', () => {
		const poller = failing();
		poller.poll(hour);
		poller.poll(hour);
		expect(absences(poller)).toEqual([2]);
		poller.list = [anEntry('o1', 0, { status: 'DELIVERED' })];
		expect(poller.poll(hour)).toEqual(['o1']);
		expect(absences(poller)).toEqual([0]);
	});

	it('comes at once when the list shows it again', () => {
		const poller = failing();
		for (let polls = 0; polls < 3; polls += 1) poller.poll(4 * hour);
		poller.list = [anEntry('o1')];
		expect(poller.poll()).toEqual(['o1']);
		expect(absences(poller)).toEqual([0]);
	});
});

it('says that an order is gone which waited for its turn and was never handed on, and hands it on when it is back', () => {
	const poller = aPoller([anEntry('first'), anEntry('second', minute)], { limit: 1 });
	expect(poller.poll(hour)).toEqual(['first']);
	poller.end('success');
	poller.list = [];
	for (let polls = 0; polls < 60; polls += 1) expect(poller.poll(hour)).toEqual([]);
	const state = poller.state();
	expect([state.waiting.size, state.parcels.size]).toEqual([0, 0]);
	expect(state.notices).toEqual([
		'An order that waited for its turn is no longer listed by Apicbase, and has started no run.',
	]);
	poller.list = [anEntry('second', minute)];
	expect(poller.poll(hour)).toEqual(['second']);
});

it('looks an order up that is given up, so that a person reads all of it', () => {
	const order = anEntry('o1');
	const policy = { until: 'success', maxAttempts: 1, retryAfterMs: minute } as const;
	const poller = aPoller([order], { policy });
	poller.poll();
	poller.end('failure');
	order.status = 'DELIVERED';
	poller.poll(hour);
	expect(poller.end('success')).toMatchObject([{ kind: 'given_up', order: { id: 'o1' } }]);
});

it('does not go on with an order whose run ended well after all while it was looked for', () => {
	const poller = aPoller([anEntry('o1')], { pageSize: 2 });
	poller.poll();
	const [{ key, turn, orderedOnMs }] = poller.end('failure') as [RunStart];
	poller.list = ids(40).map((id) => anEntry(`another ${id}`, minute, { status: 'DELIVERED' }));
	poller.pagesInTime = 2;
	poller.poll(hour);
	expect(poller.state().lookUp?.open.size).toBe(1);
	const endedAtMs = poller.nowMs;
	poller.ends.push({ key, turn, orderedOnMs, result: 'success', reason: null, endedAtMs });
	poller.pagesInTime = 60;
	poller.poll();
	expect([poller.state().lookUp, poller.state().parcels.size]).toEqual([null, 0]);
});

it('looks no further than a second before the oldest order that is pending', () => {
	const poller = aPoller([anEntry('a', -day), anEntry('b')]);
	poller.poll();
	poller.end('failure');
	poller.list = [];
	poller.questions.length = 0;
	poller.poll(5 * minute);
	expect(poller.questions.slice(1)).toEqual(
		['ORDERED', 'DELIVERED'].map((status) => ({
			...{ status, onlyUnfetched: false, page: 1 },
			afterMs: beganAtMs - day - 1000,
		})),
	);
});

it('does not look for what is not to be handed on yet', () => {
	const poller = aPoller([anEntry('a')]);
	poller.poll();
	poller.list = [];
	poller.poll();
	poller.end('failure');
	poller.questions.length = 0;
	poller.poll();
	expect(poller.questions).toHaveLength(1);
});

it('hands an order on again that was delivered after a run that failed, and not after one that ended well', () => {
	for (const result of ['failure', 'success'] as const) {
		const order = anEntry('o1', 0, { fetched_by_supplier: false });
		const poller = aPoller([order], {
			policy: { until: 'fetched', redeliverAfterMs: hour },
			onlyUnfetched: true,
		});
		poller.poll();
		poller.end(result);
		order.status = 'DELIVERED';
		expect(poller.poll(2 * hour)).toEqual(result === 'failure' ? ['o1'] : []);
	}
});

it('leaves out what cannot be read and is delivered, unless Delivered is among the statuses', () => {
	const entry = anEntry('o1', 0, { status: 'DELIVERED', packages: 'none' });
	const handedOn = (statuses: string[]) => {
		const poller = aPoller([entry], { statuses });
		// A list that ignores the filter.
		poller.listed = () => [entry];
		return poller.poll().length;
	};
	expect(handedOn(['ORDERED'])).toBe(0);
	expect(handedOn(['ORDERED', 'DELIVERED'])).toBe(1);
});

describe('the search for an order that is owed', () => {
	/** One order is owed that was delivered meanwhile, among others that nobody asked for. */
	const searching = (others: number) => {
		const poller = aPoller([anEntry('owed')], { pageSize: 2 });
		poller.poll();
		poller.end('failure');
		poller.list = [
			...ids(others).map((id) => anEntry(id, minute, { status: 'DELIVERED' })),
			anEntry('owed', 0, { status: 'DELIVERED' }),
		];
		poller.questions.length = 0;
		return poller;
	};
	const asked = (poller: ReturnType<typeof aPoller>) =>
		poller.questions.map(({ status, page }) => `${status} ${page}`);

	it('goes through every page of every status, and ends where it found it', () => {
		const poller = searching(4);
		expect(poller.poll(5 * minute)).toEqual(['owed']);
		expect(asked(poller)).toEqual([
			'ORDERED 1',
			'ORDERED 1',
			'DELIVERED 1',
			'DELIVERED 2',
			'DELIVERED 3',
		]);
		poller.questions.length = 0;
		poller.poll();
		expect(asked(poller)).toEqual(['ORDERED 1']);
	});

	it('goes on in the next poll at the page where time ran out', () => {
		const poller = searching(6);
		poller.pagesInTime = 3;
		expect(poller.poll(5 * minute)).toEqual([]);
		expect(poller.poll()).toEqual(['owed']);
		expect(asked(poller)).toEqual([
			...['ORDERED 1', 'ORDERED 1', 'DELIVERED 1'],
			...['DELIVERED 2', 'DELIVERED 3', 'DELIVERED 4'],
		]);
	});

	it('leaves an order alone that the list shows meanwhile, and whose next run is under way', () => {
		const poller = searching(60);
		poller.list.pop();
		poller.pagesInTime = 3;
		expect(poller.poll(5 * minute)).toEqual([]);
		poller.list.push(anEntry('owed'));
		expect([...poller.poll(), ...poller.poll()]).toEqual(['owed']);
		poller.pagesInTime = 60;
		poller.poll();
		expect(poller.state().lookUp).toBeNull();
		expect([...poller.state().parcels.values()]).toMatchObject([
			{ stage: 'running', attempt: 2, absences: 0 },
		]);
	});

	it('ends where Apicbase sends the same page for every number', () => {
		const poller = searching(0);
		const same = ids(2).map((id) => anEntry(id, minute, { status: 'DELIVERED' }));
		poller.page = (page) => ({ ...page, entries: same, hasNext: true, nextPage: page.page + 1 });
		poller.list = [];
		poller.poll(5 * minute);
		expect(asked(poller)).toHaveLength(6);
	});

	it('hands on what it comes across and is new', () => {
		const poller = searching(2);
		// The window is cut off after its first page.
		poller.answerAs = ({ afterMs, page }) => (afterMs! < -1 && page > 1 ? 'away' : 'page');
		poller.list.push(anEntry('new', 2 * minute));
		const { listed } = poller;
		poller.listed = (question) => (question.afterMs! < beganAtMs - 2000 ? [] : listed(question));
		expect(poller.poll(5 * minute).sort()).toEqual(['new', 'owed']);
	});
});

describe('an order that a search comes across', () => {
	const came = (
		entry: Partial<ReturnType<typeof anEntry>> = {},
		change: (state: PollState) => void = () => undefined,
		rules: Partial<PollRules> = {},
	) => {
		const state = newState({
			account: 'account',
			rules: usualRules,
			newName: 'name',
			nowMs: beganAtMs,
		});
		state.floorMs = beganAtMs - day;
		change(state);
		const order = parseListedOrder({ ...anEntry('o1'), ...entry });
		const isNew = recordNew(state, order, { ...usualRules, ...rules }, beganAtMs);
		expect(state.waiting.has(order.key)).toBe(isNew || change === putWaiting);
		return isNew;
	};
	const key = parseListedOrder(anEntry('o1')).key;
	const putWaiting = (state: PollState) => state.waiting.add(key, beganAtMs);
	const above = new Date(beganAtMs - day + 1).toISOString();
	const at = new Date(beganAtMs - day).toISOString();

	it.each<[string, boolean, Parameters<typeof came>]>([
		['lies in the window', true, []],
		['lies just above its floor', true, [{ ordered_on: above }]],
		['lies at its floor', false, [{ ordered_on: at }]],
		['lies in a window without a floor', true, [{}, (state) => void (state.floorMs = null)]],
		['has no date', true, [{ ordered_on: '' }]],
		['may have been there before', false, [{}, (state) => void (state.isBaseline = true)]],
		['is settled', false, [{}, (state) => state.seen.add(key, beganAtMs)]],
		['waits already', false, [{}, putWaiting]],
		['has another status', false, [{ status: 'CANCELLED' }]],
		['may be marked', false, [{}, undefined, { onlyUnfetched: true }]],
		['is not marked', true, [{ fetched_by_supplier: false }, undefined, { onlyUnfetched: true }]],
		['is marked', false, [{ fetched_by_supplier: true }, undefined, { onlyUnfetched: true }]],
	])('and that %s is new: %s', (_what, isNew, given) => {
		expect(came(...given)).toBe(isNew);
	});
});
