import { aPoller, anEntry, beganAtMs, day, hour, minute, type Entry } from './aPoller.mts';

/** Polls that end every run well, and all that they handed on. */
function pollAndEnd(poller: ReturnType<typeof aPoller>, polls: number, pauseMs = minute): string[] {
	const arrived: string[] = [];
	for (let count = 0; count < polls; count += 1) {
		arrived.push(...poller.poll(pauseMs));
		poller.end('success');
	}
	return arrived;
}

it('moves its floor while new orders keep coming, so that its memory stays small', () => {
	const poller = aPoller([], { overlapMs: hour });
	for (let hours = 0; hours < 48; hours += 1) {
		poller.list.push(anEntry(`o${hours}`, hours * hour));
		pollAndEnd(poller, 1, hour);
	}
	expect(poller.state().seen.size).toBeLessThan(10);
});

describe('when an order was placed', () => {
	it('may be in the future: it is handed on once, and holds back nothing that comes later', () => {
		const poller = aPoller([anEntry('early', 3 * day)]);
		expect(pollAndEnd(poller, 6, hour)).toEqual(['early']);
		poller.list.push(anEntry('now', 6 * hour));
		expect(pollAndEnd(poller, 100, hour)).toEqual(['now']);
	});

	it.each([0, 30 * minute])(
		'may not be said: the order is handed on once, also with an overlap of %d ms',
		(overlapMs) => {
			const undated = anEntry('undated', 0, { ordered_on: '' });
			const poller = aPoller([undated], { overlapMs });
			poller.listed = () => poller.list;
			const came: string[] = [];
			for (let orders = 0; orders < 6; orders += 1) {
				poller.list.push(anEntry(`o${orders}`, orders * 20 * minute));
				came.push(...pollAndEnd(poller, 20));
			}
			expect(came.filter((id) => id === 'undated')).toHaveLength(1);
		},
	);

	it('may not be said: the order is handed on once, for as long as it is listed', () => {
		const poller = aPoller([anEntry('undated', 0, { ordered_on: 'soon' })]);
		poller.listed = () => poller.list;
		const arrived: string[] = [];
		for (let days = 0; days < 9; days += 1) {
			poller.list.push(anEntry(`day${days}`, days * day));
			arrived.push(...pollAndEnd(poller, 24, hour));
		}
		expect(arrived.sort()).toEqual([...Array.from({ length: 9 }, (_, d) => `day${d}`), 'undated']);
	});

	it('may be a moment that no order has', () => {
		const list = ['1969-01-01T00:00:00Z', '2199-01-01T00:00:00Z'].map((ordered_on, index) =>
			anEntry(`o${index}`, 0, { ordered_on }),
		);
		const poller = aPoller([...list, anEntry('usual', 0)]);
		poller.listed = () => poller.list;
		expect(pollAndEnd(poller, 60, hour).sort()).toEqual(['o0', 'o1', 'usual']);
	});

	it('is held against the start also where the list ignores dates', () => {
		const poller = aPoller([anEntry('before', -30 * day - 1), anEntry('at', -30 * day)]);
		poller.listed = () => poller.list;
		expect(pollAndEnd(poller, 3)).toEqual(['at']);
	});

	it('says nothing about how far the list was read where it is not said', () => {
		const poller = aPoller([anEntry('old', -10 * day), anEntry('undated', 0, { ordered_on: '' })]);
		poller.listed = () => poller.list;
		pollAndEnd(poller, 6, hour);
		poller.list.push(anEntry('late', -9 * day));
		expect(pollAndEnd(poller, 2)).toEqual(['late']);
	});

	it('may be the same for several: each is handed on, in whatever poll it becomes visible', () => {
		const poller = aPoller([anEntry('a'), anEntry('b')]);
		expect(pollAndEnd(poller, 5, hour)).toEqual(['a', 'b']);
		poller.list.push(anEntry('c'));
		expect(pollAndEnd(poller, 5, hour)).toEqual(['c']);
	});

	it('decides which comes first, and its id within one moment', () => {
		const poller = aPoller([
			anEntry('late', hour),
			anEntry('b'),
			anEntry('undated', 0, { ordered_on: '' }),
			anEntry('a'),
		]);
		poller.listed = () => poller.list;
		expect(poller.poll(2 * hour)).toEqual(['undated', 'a', 'b', 'late']);
	});

	it('may lie as long ago as the overlap when it becomes visible, and not longer', () => {
		const poller = aPoller([]);
		for (let days = 0; days < 9; days += 1) {
			poller.list.push(anEntry(`day${days}`, days * day));
			pollAndEnd(poller, 24, hour);
		}
		// Of the ninth day, 23 hours have passed.
		poller.list.push(anEntry('in time', 6.5 * day), anEntry('too late', 3 * day));
		expect(pollAndEnd(poller, 5)).toEqual(['in time']);
	});
});

describe('a trigger that begins now', () => {
	const now = { start: { from: 'now' } } as const;
	const before = (count: number) =>
		Array.from({ length: count }, (_, index) => anEntry(`old${index}`, -(index + 1) * minute));

	it('hands on nothing that was there before, however many polls it takes to read that', () => {
		const poller = aPoller(before(11), { ...now, pageSize: 2 });
		poller.pagesInTime = 1;
		const arrived = pollAndEnd(poller, 30);
		poller.list.push(anEntry('new', hour));
		expect([...arrived, ...pollAndEnd(poller, 30)]).toEqual(['new']);
	});

	it('hands on what is placed while it still reads what was there before', () => {
		const poller = aPoller(before(11), { ...now, pageSize: 2 });
		poller.pagesInTime = 1;
		poller.poll();
		poller.list.push(anEntry('new', 2 * minute));
		expect(pollAndEnd(poller, 30)).toEqual(['new']);
	});

	it('hands on nothing that was there before, though its runs mark orders that leave the list meanwhile', () => {
		const policy = { until: 'fetched', redeliverAfterMs: hour } as const;
		const poller = aPoller(before(6), { ...now, policy, onlyUnfetched: true, pageSize: 2 });
		poller.pagesInTime = 1;
		const arrived: string[] = [];
		for (let index = 0; index < 40; index += 1) {
			// At the front of each reading, and gone when it goes on with the next page.
			if (index % 3 === 0 && index < 9)
				for (const id of ['b', 'a'])
					poller.list.unshift(anEntry(`${id}${index}`, (index + 2) * minute));
			arrived.push(...poller.poll());
			for (const entry of poller.list) entry.fetched_by_supplier = arrived.includes(entry.id);
			poller.end('success');
		}
		expect(arrived.sort()).toEqual(['a0', 'a3', 'a6', 'b0', 'b3', 'b6']);
	});

	it.each([1, 0])(
		'takes what has no date for old when it is there at first, and for new later: %d',
		(count) => {
			const poller = aPoller([anEntry('old', 0, { ordered_on: '' })].slice(0, count), now);
			poller.listed = () => poller.list;
			expect(pollAndEnd(poller, 3)).toEqual([]);
			poller.list.push(anEntry('new', 0, { ordered_on: '' }));
			expect(pollAndEnd(poller, 3)).toEqual(['new']);
		},
	);

	it('takes what has no date for old also where it stands on a page that a later poll reads', () => {
		const list = [...before(2), anEntry('old', 0, { ordered_on: '' })];
		const poller = aPoller(list, { ...now, pageSize: 2 });
		poller.listed = () => poller.list;
		poller.pagesInTime = 1;
		expect(pollAndEnd(poller, 6)).toEqual([]);
		poller.list.push(anEntry('new', 0, { ordered_on: '' }));
		expect(pollAndEnd(poller, 6)).toEqual(['new']);
	});

	it('goes by the clock of Apicbase, an hour or a day ahead of ours or behind, also without an overlap', () => {
		for (const aheadMs of [hour, -hour, day, -day]) {
			const poller = aPoller([anEntry('old', aheadMs - minute)], { ...now, overlapMs: 0 });
			poller.theirAheadMs = aheadMs;
			expect(pollAndEnd(poller, 3)).toEqual([]);
			poller.list.push(anEntry('new', aheadMs + 5 * minute));
			expect(pollAndEnd(poller, 3)).toEqual(['new']);
		}
	});

	it('goes by the clock of Apicbase also where the last page does not say it', () => {
		const poller = aPoller([anEntry('old', -day - hour)], { ...now, overlapMs: 0, pageSize: 1 });
		poller.page = (page) => {
			poller.theirAheadMs = page.page === 1 ? -day : null;
			return { ...page, count: 5 };
		};
		expect(pollAndEnd(poller, 3)).toEqual([]);
		poller.list.push(anEntry('new', -day + 5 * minute));
		expect(pollAndEnd(poller, 3)).toEqual(['new']);
	});

	it('asks from one overlap before it began, by the clock of Apicbase, once it knows that', () => {
		const poller = aPoller([], now);
		poller.theirAheadMs = hour;
		poller.poll();
		poller.poll();
		expect(poller.questions.map(({ afterMs }) => afterMs)).toEqual(
			[minute - 4 * day, minute + hour - 2 * day].map((ms) => beganAtMs + ms - 1),
		);
	});

	it.each<[number | null, string[]]>([
		[null, ['after']],
		[3000, ['after']],
		[3001, []],
		[2 * day, []],
		[2 * day + 1, ['after']],
		[-3000, ['after']],
		[-3001, ['before', 'after']],
		[-2 * day, ['before', 'after']],
		[-2 * day - 1, ['after']],
	])(
		'takes a clock %d ms ahead for ours when it is within seconds of it or days off',
		(aheadMs, arrived) => {
			const list = [anEntry('before', minute - 1), anEntry('after', minute + 1)];
			const poller = aPoller(list, now);
			poller.theirAheadMs = aheadMs;
			expect(pollAndEnd(poller, 2)).toEqual(arrived);
		},
	);

	it('takes an order of the very millisecond at which it began for one from before', () => {
		const poller = aPoller([anEntry('at', minute), anEntry('after', minute + 1)], now);
		expect(pollAndEnd(poller, 3)).toEqual(['after']);
	});

	it.each([
		[2, 2, [1]],
		[3, 2, [1, 2, 1, 2]],
		// Apicbase sends pages of two all the same.
		[3, 200, [1, 2, 1, 2]],
	])('reads a first list of %d once when it is one page of two', (count, pageSize, pages) => {
		const list = before(count);
		const poller = aPoller(list, { ...now, pageSize });
		poller.page = ({ page, ...rest }) => {
			const nextPage = page * 2 < count ? page + 1 : null;
			return { ...rest, page, entries: list.slice(page * 2 - 2, page * 2), nextPage };
		};
		poller.poll();
		expect(poller.questions.map(({ page }) => page)).toEqual(pages);
	});

	it('reads a first list of two pages once more, also when each poll had time for one', () => {
		const list = before(4);
		const poller = aPoller(list, { ...now, pageSize: 2 });
		poller.pagesInTime = 1;
		poller.poll();
		// The third entry moves to the page that was read.
		list.shift();
		expect(pollAndEnd(poller, 6)).toEqual([]);
	});

	it('reads a first list whose entries moved meanwhile once more, though it found nothing new', () => {
		const list = before(6);
		const [first] = list;
		const poller = aPoller(list, { ...now, pageSize: 2 });
		poller.pagesInTime = 1;
		// Each time the third entry moves to the page that was read.
		for (let readings = 0; readings < 2; readings += 1) {
			poller.poll();
			list.shift();
			pollAndEnd(poller, 2);
			list.unshift(first!);
		}
		expect(pollAndEnd(poller, 12)).toEqual([]);
		list.push(anEntry('new', hour));
		expect(pollAndEnd(poller, 4)).toEqual(['new']);
	});

	it('hands on nothing that was there before, though new orders keep the first reading at one of them', () => {
		const newer = [4, 3].map((minutes) => anEntry(`new${minutes}`, minutes * minute));
		const poller = aPoller([...newer, ...before(3)], { ...now, pageSize: 1 });
		poller.page = (page) => {
			const { length } = poller.list;
			if (page.page > 1 && length < 7)
				poller.list.unshift(anEntry(`new${length}`, length * minute));
			return { ...page, count: null };
		};
		const arrived = [...poller.poll(), ...pollAndEnd(poller, 5)];
		expect(arrived.sort()).toEqual(['new3', 'new4', 'new5', 'new6']);
	});

	it('takes what is there and dated far in the future for old', () => {
		const poller = aPoller([anEntry('far', 300 * day), anEntry('near', day)], now);
		expect(pollAndEnd(poller, 2)).toEqual(['near']);
		poller.list.push(anEntry('later', 300 * day));
		expect(pollAndEnd(poller, 2)).toEqual(['later']);
	});
});

describe('a trigger that begins at a date', () => {
	it.each([
		['long before there was Apicbase', Date.UTC(1970, 0, 1), ['a', 'b', 'c', 'now']],
		['a month from now', beganAtMs + 30 * day, []],
		['a thousand years from now', Date.UTC(3026, 0, 1), []],
	])('goes by that date in every poll: %s', (_name, dateMs, arrived) => {
		const list = ['a', 'b', 'c'].map((id, index) => anEntry(id, (index - 3) * 365 * day));
		const poller = aPoller(list, { start: { from: 'date', dateMs }, pageSize: 1 });
		poller.pagesInTime = 1;
		const came = pollAndEnd(poller, 3);
		poller.list.push(anEntry('now', hour));
		came.push(...pollAndEnd(poller, 4, hour));
		expect([came, poller.state().notices]).toEqual([arrived, []]);
	});

	it('hands on nothing from before it, though part of what it remembers cannot be read', () => {
		const poller = aPoller([anEntry('before', -hour)], {
			start: { from: 'date', dateMs: beganAtMs },
		});
		poller.poll();
		poller.stored.floorMs = 'x';
		poller.list.push(anEntry('after', hour));
		expect(pollAndEnd(poller, 3, hour)).toEqual(['after']);
	});
});

describe('a trigger that begins with what is not marked', () => {
	const unfetched = { start: { from: 'unfetched' }, onlyUnfetched: true } as const;

	it('asks for all of it at first, however old, and for less later', () => {
		const poller = aPoller([anEntry('old', -300 * day)], unfetched);
		expect(poller.poll()).toEqual(['old']);
		expect(poller.questions).toEqual([
			{ status: 'ORDERED', afterMs: null, onlyUnfetched: true, page: 1 },
		]);
		poller.end('success');
		poller.list.push(anEntry('new', hour));
		pollAndEnd(poller, 10, hour);
		expect(poller.questions.at(-1)!.afterMs).toBe(beganAtMs + hour - 48 * hour - 1);
	});

	it('hands on nothing that shows its mark, though Apicbase lists it all the same', () => {
		const list = [
			anEntry('marked', 0, { fetched_by_supplier: true }),
			anEntry('open', 0, { fetched_by_supplier: false }),
		];
		const poller = aPoller(list, unfetched);
		poller.listed = () => poller.list;
		expect(pollAndEnd(poller, 3)).toEqual(['open']);
	});

	it('hands on nothing that was marked before its turn', () => {
		const list = [anEntry('first', 0), anEntry('second', minute, { fetched_by_supplier: false })];
		const poller = aPoller(list, { ...unfetched, limit: 1 });
		poller.listed = () => poller.list;
		expect(poller.poll()).toEqual(['first']);
		poller.end('success');
		list[1]!.fetched_by_supplier = true;
		expect(pollAndEnd(poller, 5)).toEqual([]);
		expect(poller.state().waiting.size).toBe(0);
	});
});

describe('the status of an order', () => {
	it('is looked at where Apicbase lists others as well', () => {
		const list = ['CANCELLED', 'DELIVERED', 'ORDERED', 'ordered'].map((status, index) =>
			anEntry(`o${index}`, index * minute, { status }),
		);
		const unsaid = { ...anEntry('unsaid', hour), status: null as unknown as string };
		const poller = aPoller([...list, unsaid]);
		poller.listed = () => poller.list;
		expect(pollAndEnd(poller, 3)).toEqual(['o2', 'o3', 'unsaid']);
	});

	it('that nobody knows leaves out an order, and nothing that cannot be read', () => {
		const poller = aPoller([
			anEntry('readable', 0, { status: 'PARKED' }),
			anEntry('unreadable', minute, { status: 'PARKED', packages: 'none' }),
		]);
		poller.listed = () => poller.list;
		expect(poller.poll(hour)).toEqual(['unreadable']);
	});

	it('does not matter any more for an order that waits, nor does its mark where marks are not asked for', () => {
		const poller = aPoller([anEntry('first'), anEntry('second', minute)], { limit: 1 });
		poller.listed = () => poller.list;
		expect(poller.poll(hour)).toEqual(['first']);
		poller.end('success');
		Object.assign(poller.list[1]!, { status: 'DELIVERED', fetched_by_supplier: true });
		expect(poller.poll()).toEqual(['second']);
	});

	it('does not matter for one that waits where only unmarked ones are asked for', () => {
		const list = [anEntry('first'), anEntry('second', minute)];
		const poller = aPoller(list, { limit: 1, onlyUnfetched: true });
		poller.listed = () => poller.list;
		expect(poller.poll(hour)).toEqual(['first']);
		list[1]!.status = 'DELIVERED';
		expect(poller.poll()).toEqual(['second']);
	});

	it('may be one of two: both lists are read to their ends, in the order that was set', () => {
		const list = [
			anEntry('o1', minute, { status: 'DELIVERED' }),
			anEntry('o2', 2 * minute),
			anEntry('o3', 3 * minute, { status: 'DELIVERED' }),
			anEntry('o4', 4 * minute),
			anEntry('o5', 5 * minute, { status: 'DELIVERED' }),
		];
		const poller = aPoller(list, { statuses: ['DELIVERED', 'ORDERED'], pageSize: 2 });
		expect(poller.poll(hour)).toEqual(['o1', 'o2', 'o3', 'o4', 'o5']);
		expect(poller.questions.map(({ status, page }) => `${status} ${page}`)).toEqual([
			'DELIVERED 1',
			'DELIVERED 2',
			'ORDERED 1',
		]);
	});

	it('may change from one list to the other between two polls', () => {
		const order = anEntry('o1');
		const poller = aPoller([order], { statuses: ['ORDERED', 'DELIVERED'] });
		expect(poller.poll()).toEqual(['o1']);
		poller.end('success');
		order.status = 'DELIVERED';
		expect(pollAndEnd(poller, 5, hour)).toEqual([]);
	});
});

describe('the pages of a list', () => {
	const many = (count: number): Entry[] =>
		Array.from({ length: count }, (_, index) => anEntry(`o${index}`, index * minute));

	it('are read on in the next poll where time ran out, and nothing is handed on twice', () => {
		const poller = aPoller(many(9), { pageSize: 2 });
		poller.pagesInTime = 2;
		poller.poll(hour);
		poller.end('success');
		poller.poll();
		expect(poller.questions.map(({ page }) => page)).toEqual([1, 2, 3, 4]);
		poller.end('success');
		expect(pollAndEnd(poller, 20).sort()).toEqual(['o8']);
	});

	it('come to an end where Apicbase sends the same page for every number', () => {
		const poller = aPoller(many(2), { pageSize: 2 });
		poller.page = (page) => ({ ...page, entries: many(2), hasNext: true, nextPage: page.page + 1 });
		expect(pollAndEnd(poller, 3)).toEqual(['o0', 'o1']);
		expect(poller.questions).toHaveLength(9);
	});

	it('go on where as many new orders as a page holds have moved each to the next page', () => {
		const list = many(6).reverse();
		const poller = aPoller(list, { pageSize: 2, statuses: ['ORDERED', 'DELIVERED'] });
		poller.page = (page) => {
			if (page.page === 2) list.unshift(anEntry('new1', hour), anEntry('new2', hour));
			return page;
		};
		poller.poll();
		const pages = poller.questions.filter(({ status }) => status === 'ORDERED');
		expect(pages.map(({ page }) => page)).toEqual([1, 2, 3, 4]);
	});

	it.each([
		[4, [1, 2]],
		[5, [1, 2, 3]],
	])('go on past one without a next where the list is said to be longer: %d', (count, pages) => {
		const list = many(count).flatMap((entry) => [
			entry,
			{ ...entry, id: `${entry.id}d`, status: 'DELIVERED' },
		]);
		const poller = aPoller(list, { pageSize: 2, statuses: ['ORDERED', 'DELIVERED'] });
		poller.page = (page) => ({ ...page, hasNext: false, nextPage: null });
		expect(poller.poll(hour)).toHaveLength(2 * count);
		expect(poller.questions.map(({ page }) => page)).toEqual([...pages, ...pages]);
	});

	it('go on past empty ones that have a next', () => {
		const poller = aPoller([]);
		poller.page = (page) =>
			page.page < 4
				? { ...page, count: null, hasNext: true, nextPage: page.page + 1 }
				: { ...page, entries: many(2) };
		expect(poller.poll(hour)).toEqual(['o0', 'o1']);
	});

	it('end with one that is not full, whatever the list is said to count', () => {
		const poller = aPoller(many(3), { pageSize: 2 });
		poller.page = (page) => ({ ...page, count: 1_000_000 });
		expect(poller.poll(hour)).toHaveLength(3);
		expect(poller.questions.map(({ page }) => page)).toEqual([1, 2]);
	});

	it('are begun anew when the settings ask for something else', () => {
		const poller = aPoller(many(9), { pageSize: 2 });
		poller.pagesInTime = 2;
		poller.poll(hour);
		poller.rules.pageSize = 3;
		poller.poll();
		expect(poller.questions.map(({ page }) => page)).toEqual([1, 2, 1, 2]);
	});

	it('show an order again that moved to the next one meanwhile, which is handed on once', () => {
		const poller = aPoller(many(4), { pageSize: 2 });
		const { listed } = poller;
		poller.listed = (question) =>
			question.page === 1 ? listed(question) : [anEntry('new', hour), ...listed(question)];
		expect(poller.poll(2 * hour).sort()).toEqual(['o0', 'o1', 'o2', 'o3']);
		poller.end('success');
		poller.listed = (question) => [anEntry('new', hour), ...listed(question)];
		expect(pollAndEnd(poller, 3)).toEqual(['new']);
	});
});

describe('the window', () => {
	it.each([
		[200, 'oldest'],
		[3, 'newest'],
	])(
		'follows the newest order at the distance of the overlap, so that polls stay short, on pages of %d, the %s first',
		(pageSize, first) => {
			const list = Array.from({ length: 20 }, (_, index) => anEntry(`o${index}`, index * day));
			if (first === 'newest') list.reverse();
			const poller = aPoller(list, { pageSize });
			pollAndEnd(poller, 12, 3 * day);
			expect(poller.state().floorMs).toBe(beganAtMs + 17 * day - 1);
			expect(poller.state().seen.size).toBe(3);
		},
	);

	it.each([0, 1, 2, 3])(
		'moves when three polls have read it after a new order, %d polls after it moved before',
		(quietPolls) => {
			const poller = aPoller([anEntry('a'), anEntry('b', 9 * day)]);
			poller.nowMs += 20 * day;
			for (const newestMs of [9 * day, 12 * day]) {
				if (newestMs === 12 * day) {
					pollAndEnd(poller, quietPolls);
					poller.list.push(anEntry('c', newestMs));
				}
				const before = poller.state().floorMs;
				pollAndEnd(poller, 2);
				expect(poller.state().floorMs).toBe(before);
				pollAndEnd(poller, 1);
				expect(poller.state().floorMs).toBe(beganAtMs + newestMs - 2 * day - 1);
			}
		},
	);

	it('waits for two more readings when one finds a new order among those it would leave behind', () => {
		const poller = aPoller([anEntry('a'), anEntry('b', 9 * day)]);
		poller.nowMs += 20 * day;
		pollAndEnd(poller, 1);
		poller.list.push(anEntry('late', day));
		expect(pollAndEnd(poller, 3)).toEqual(['late']);
		expect(poller.state().floorMs).toBe(beganAtMs - 30 * day - 1);
		pollAndEnd(poller, 1);
		expect(poller.state().floorMs).toBe(beganAtMs + 7 * day - 1);
	});

	it('reaches back to the first order for as long as no order says when it was placed', () => {
		const list = [anEntry('undated', 0, { ordered_on: '' })];
		const poller = aPoller(list, { start: { from: 'unfetched' }, onlyUnfetched: true });
		poller.listed = () => poller.list;
		expect(pollAndEnd(poller, 6, hour)).toEqual(['undated']);
		expect(poller.questions.map(({ afterMs }) => afterMs)).toEqual(Array(6).fill(null));
	});

	it('does not move past an order whose turn has not come, or whose first run is under way', () => {
		const list = Array.from({ length: 4 }, (_, index) => anEntry(`o${index}`, index * 5 * day));
		const poller = aPoller(list, { maxRunsAtOnce: 1 });
		poller.nowMs += 20 * day;
		for (const [index, floorMs] of [0, 5 * day, 10 * day].entries()) {
			expect(poller.poll()).toEqual([`o${index}`]);
			for (let polls = 0; polls < 6; polls += 1) expect(poller.poll()).toEqual([]);
			expect(poller.state().floorMs).toBe(beganAtMs + floorMs - 1);
			poller.end('success');
		}
	});

	it('does not move past an order that is to be tried again, and does past one that runs or was given up', () => {
		const poller = aPoller([anEntry('old')], {
			policy: { until: 'success', maxAttempts: 2, retryAfterMs: day },
		});
		const readOn = () => {
			for (let polls = 0; polls < 4; polls += 1) poller.outcomeOfPoll();
			return poller.state().floorMs! - beganAtMs;
		};
		poller.poll();
		for (let days = 1; days <= 8; days += 1) poller.list.push(anEntry(`d${days}`, days * day));
		poller.end('failure');
		poller.nowMs = beganAtMs + 9 * day;
		poller.rules.limit = 0;
		expect(readOn()).toBe(-1);
		poller.rules.limit = 100;
		poller.poll();
		poller.end('failure');
		expect(readOn()).toBeGreaterThan(0);
	});

	it.each([true, false])(
		'does not move past an order that comes again until it is marked; its run ended: %s',
		(hasEnded) => {
			const poller = aPoller([anEntry('old')], {
				policy: { until: 'fetched', redeliverAfterMs: day },
				onlyUnfetched: true,
			});
			poller.poll(10 * day);
			if (hasEnded) poller.end('success');
			poller.list.push(anEntry('new', 9 * day));
			for (let polls = 0; polls < 12; polls += 1) poller.poll(hour);
			expect(poller.state().floorMs).toBe(beganAtMs - 1);
		},
	);

	// The second stands where the floor would move to.
	it.each([0, 7 * day - 1])(
		'does not move while two readings differ, so that what slipped between pages is found: %d',
		(placedMs) => {
			const poller = aPoller([anEntry('a', placedMs), anEntry('b', 9 * day)]);
			poller.nowMs += 10 * day;
			const { listed } = poller;
			let readings = 0;
			poller.listed = (question) => {
				readings += 1;
				// Every other reading misses one of the two below.
				return readings % 2 === 0 ? listed(question).slice(1) : listed(question);
			};
			pollAndEnd(poller, 12, hour);
			expect(poller.state().floorMs).toBe(beganAtMs - 30 * day - 1);
		},
	);

	it.each([
		['is told', null],
		['is to be told again', 'failure'],
		['was told', 'success'],
	] as const)('does not wait for one that was given up and %s', (_what, told) => {
		const poller = aPoller([anEntry('old')], {
			policy: { until: 'success', maxAttempts: 1, retryAfterMs: day },
		});
		poller.nowMs += 20 * day;
		poller.poll();
		poller.end('failure');
		poller.poll();
		expect([...poller.underWay.values()]).toMatchObject([{ kind: 'given_up' }]);
		if (told !== null) poller.end(told);
		poller.list.push(anEntry('new', 9 * day));
		for (let polls = 0; polls < 4; polls += 1) poller.poll();
		expect(poller.state().floorMs).toBe(beganAtMs + 7 * day - 1);
	});

	it('does not lose an order whose first run n8n refused to start, where the list shows no marks', () => {
		const poller = aPoller([anEntry('old')], { onlyUnfetched: true });
		poller.poll(20 * day);
		poller.list.push(anEntry('new', 9 * day));
		for (let polls = 0; polls < 6; polls += 1) poller.poll();
		poller.end('not_started');
		expect(poller.poll(hour)).toEqual(['old', 'new']);
	});

	it('does not go back to an order that was tried again when it moved, and failed', () => {
		const poller = aPoller([anEntry('old'), anEntry('done', day), anEntry('new', 9 * day)]);
		poller.poll(20 * day);
		poller.end('failure');
		poller.poll(hour);
		const [old] = [...poller.underWay.values()].filter(
			(run) => run.kind === 'order' && run.order.id === 'old',
		);
		poller.underWay.delete(old!.key);
		poller.end('success');
		poller.underWay.set(old!.key, old!);
		for (let polls = 0; polls < 4; polls += 1) poller.poll();
		expect(poller.state().floorMs).toBe(beganAtMs + 7 * day - 1);
		poller.end('failure');
		poller.list.push(anEntry('newer', 12 * day));
		expect(pollAndEnd(poller, 12)).toEqual(['newer', 'old']);
		expect(poller.state().floorMs).toBe(beganAtMs + 10 * day - 1);
	});

	it('does not move over readings that found nothing at all', () => {
		const poller = aPoller([anEntry('a'), anEntry('b', 9 * day)]);
		poller.nowMs += 10 * day;
		pollAndEnd(poller, 1);
		poller.listed = () => [];
		pollAndEnd(poller, 5);
		expect(poller.state().floorMs).toBe(beganAtMs - 30 * day - 1);
	});

	it('does not move while a fault cuts the list off behind its first page, so that the orders behind it are found', () => {
		const list = Array.from({ length: 4 }, (_, index) => anEntry(`o${index}`, index * 5 * day));
		const poller = aPoller(list.reverse(), { pageSize: 2 });
		poller.nowMs += 20 * day;
		poller.page = (page) => ({
			...page,
			count: null,
			...(page.page > 1 && { entries: [], hasNext: false, nextPage: null }),
		});
		pollAndEnd(poller, 12, hour);
		poller.page = (page) => ({ ...page, count: null });
		expect(pollAndEnd(poller, 1, hour)).toEqual(['o0', 'o1']);
	});

	it('does not move while pages show orders of earlier ones, so that what they left out is found', () => {
		const [known, hidden, ...newest] = [0, 1, 15, 16, 17].map((days) =>
			anEntry(`o${days}`, days * day),
		) as [Entry, Entry, ...Entry[]];
		const poller = aPoller([...newest, known, hidden], { pageSize: 3 });
		poller.nowMs += 20 * day;
		const pageTwo = (...entries: Entry[]) => {
			poller.page = (page) => (page.page === 2 ? { ...page, entries } : page);
		};
		pageTwo(known, newest[0]!);
		pollAndEnd(poller, 12, hour);
		pageTwo(known, hidden);
		expect(pollAndEnd(poller, 1, hour)).toEqual(['o1']);
	});

	it('does not move while the list is said to count something else on each page', () => {
		const list = Array.from({ length: 4 }, (_, index) => anEntry(`o${index}`, index * 5 * day));
		const poller = aPoller(list, { pageSize: 2 });
		poller.page = (page) => ({ ...page, count: 4 + page.page });
		pollAndEnd(poller, 12, hour);
		expect(poller.state().floorMs).toBe(beganAtMs - 30 * day - 1);
	});
});

describe('a fault', () => {
	const pageFails = (page: number, fault: 'away' | 'forbidden') => {
		const list = Array.from({ length: 6 }, (_, index) => anEntry(`o${index}`, index * minute));
		const poller = aPoller(list, { pageSize: 2 });
		poller.nowMs += hour;
		poller.answerAs = (question) => (question.page === page ? fault : 'page');
		return poller;
	};

	it.each(['away', 'forbidden'] as const)('at the first page ends the poll (%s)', (fault) => {
		expect(pageFails(1, fault).outcomeOfPoll()).toMatchObject({ ok: false });
	});

	it.each(['away', 'forbidden'] as const)(
		'at a later page leaves what was read before; the next poll tells of it, or goes on there (%s)',
		(fault) => {
			const poller = pageFails(2, fault);
			expect(poller.poll()).toEqual(['o0', 'o1']);
			expect(poller.outcomeOfPoll()).toMatchObject({ ok: false });
			poller.answerAs = () => 'page';
			poller.questions.length = 0;
			expect(poller.poll()).toEqual(['o2', 'o3', 'o4', 'o5']);
			expect(poller.questions.map(({ page }) => page)).toEqual([2, 3]);
		},
	);

	it('in the middle of the pages ends the poll, also where an order is pending beyond them', () => {
		const poller = aPoller([anEntry('owed')], { pageSize: 2 });
		poller.poll();
		poller.end('failure');
		poller.list = Array.from({ length: 4 }, (_, index) => anEntry(`o${index}`, minute));
		poller.answerAs = ({ page }) => (page === 2 ? 'away' : 'page');
		poller.questions.length = 0;
		expect(poller.poll(hour)).toEqual(['o0', 'o1']);
		expect(poller.questions.map(({ page }) => page)).toEqual([1, 2]);
	});

	it.each(['away', 'forbidden'] as const)(
		'of the search for what is pending holds back nothing that is new (%s)',
		(fault) => {
			const poller = aPoller([anEntry('owed')]);
			poller.poll();
			poller.end('failure');
			poller.list = [anEntry('new', minute)];
			poller.answerAs = ({ afterMs }) => (afterMs! > beganAtMs - day ? fault : 'page');
			for (let polls = 0; polls < 3; polls += 1) {
				poller.list.push(anEntry(`new${polls}`, minute));
				expect(poller.poll(hour)).toContain(`new${polls}`);
			}
		},
	);
});

it('starts no run after the moment at which n8n has given the poll up, and the next poll does', () => {
	const poller = aPoller([anEntry('o1')]);
	poller.handOnUntilMs = beganAtMs + minute - 1;
	expect(poller.poll()).toEqual([]);
	poller.handOnUntilMs = beganAtMs + 2 * minute;
	expect(poller.poll()).toEqual(['o1']);
});
