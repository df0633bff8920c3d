import fc from 'fast-check';
import { poll } from '../../../core/polling/poll.ts';
import { beginReading } from '../../../core/polling/reading.ts';
import type { PollState } from '../../../core/polling/state.ts';
import { readState, writeState } from '../../../core/polling/storedState.ts';
import { keyOf, SeenIds } from '../../../core/polling/seenIds.ts';
import { aPoller, anEntry, beganAtMs, day, hour, minute, usualRules } from './aPoller.mts';

const nowMs = beganAtMs;
type Stored = Record<string, unknown>;
const read = (stored: Stored) =>
	readState(stored, { account: 'account', rules: usualRules, newName: 'new', nowMs });
const throughJson = (stored: Stored) => JSON.parse(JSON.stringify(stored)) as Stored;

/** A state in which every part holds something. */
function richState(): PollState {
	const poller = aPoller(
		Array.from({ length: 12 }, (_, index) => anEntry(`o${index}`, -index * hour)),
		{ pageSize: 2, limit: 3 },
	);
	poller.nowMs = nowMs - hour;
	poller.pagesInTime = 4;
	for (let polls = 0; polls < 3; polls += 1) {
		poller.poll(minute);
		if (polls === 0) poller.end('success');
	}
	const state = read(throughJson(poller.stored));
	state.nextFloorMs = state.agreedSum = nowMs - 3 * day;
	state.lookUp = {
		...{ startedAtMs: nowMs - minute, polls: 1, afterMs: nowMs - day, status: 0, page: 2 },
		open: new Set([keyOf('elsewhere')]),
	};
	state.silence = {
		item: { silence: 'began', message: 'No order.', lastOrderAt: '2026-02-28', hours: 9 },
		...{ turn: 1, isRunning: false, atMs: nowMs - minute },
	};
	state.heldUpSinceMs = state.reportedAtMs = nowMs - minute;
	state.notices = ['Something happened.'];
	return state;
}
const rich = writeState(richState());
const parts = Object.keys(rich);

/** Whether a poll comes to its end with this state, and asks only what Apicbase can answer. */
function isUsable(state: PollState): boolean {
	const steps = poll(
		state,
		usualRules,
		{ underWay: new Set(), ends: [], notStartedSinceMs: null },
		nowMs,
	);
	let step = steps.next();
	for (let pages = 0; !step.done; pages += 1) {
		const { page, afterMs } = step.value;
		if (pages > 10 || !(page >= 1)) return false;
		if (afterMs !== null && Number.isNaN(new Date(afterMs).getTime())) return false;
		const entries = [anEntry('new', 0)];
		const answer = { page, entries, count: 1, hasNext: false, nextPage: null };
		step = steps.next({ kind: 'page', page: answer, theirMs: nowMs, nowMs });
	}
	return step.value.ok;
}

it('comes back from JSON as it was, without a word about damage', () => {
	expect(Object.values(rich)).not.toContain(null);
	expect(read(throughJson(rich))).toEqual(richState());
});

const hostile = fc.oneof(
	fc.jsonValue(),
	fc.constantFrom<unknown>(...Object.values(rich)),
	fc.constantFrom<unknown>(1e18, -1, 0, Date.UTC(2099, 0), Date.UTC(1969, 0), 2 ** 53, '', '{}'),
	fc.json(),
	fc.constant('['.repeat(20_000)),
);

it('makes a valid state of any JSON', () => {
	fc.assert(
		fc.property(
			fc.dictionary(fc.oneof(fc.constantFrom(...parts), fc.string()), hostile),
			(junk) => {
				const stored = throughJson({ ...(junk.account === undefined ? {} : rich), ...junk });
				const state = read(stored);
				const again = read(throughJson(writeState(state)));
				expect({ ...again, notices: [] }).toEqual({ ...state, notices: [] });
				expect(isUsable(state)).toBe(true);
			},
		),
		{ numRuns: 500 },
	);
});

const damages: Array<[string, (value: unknown) => unknown]> = [
	['is gone', () => undefined],
	['is null', () => null],
	['is a text', () => '{{{'],
	['is a number', () => 1e18],
	['is from the year 2099', () => Date.UTC(2099, 0)],
	['is from the year 1969', () => Date.UTC(1969, 0)],
	['is a flag', () => 'true'],
	['is a list', () => []],
	['is an object', () => ({ a: 1 })],
	['is cut off', (value) => JSON.stringify(value).slice(0, JSON.stringify(value).length / 2)],
	['is nested thousands of levels deep', () => '[['.repeat(5000)],
];
/** What begins anew with any damage, since it cannot be told whether it still fits. */
const begunAnew = ['nextFloorMs', 'agreedSum', 'reading', 'lookUp', 'notices'];

describe.each(damages)('where one part %s', (_name, damage) => {
	it.each(parts)('the others are kept: %s', (part) => {
		const stored = throughJson({ ...rich, [part]: damage(rich[part]) });
		const state = read(stored);
		expect(isUsable(read(stored))).toBe(true);
		const kept = writeState(state);
		for (const other of parts)
			if (other !== part && !begunAnew.includes(other))
				expect([other, kept[other]]).toEqual([other, rich[other]]);
	});
});

describe.each(['reading', 'lookUp', 'silence'] as const)('where a part of the %s', (part) => {
	const whole = JSON.parse(rich[part] as string) as Stored;

	it.each(Object.keys(whole).filter((name) => name !== 'atMs'))(
		'cannot be read, it begins anew: %s',
		(name) => {
			const outside = name === 'offsetMs' ? 2 * day + 1 : -1;
			for (const value of [undefined, {}, outside]) {
				const state = read({ ...rich, [part]: JSON.stringify({ ...whole, [name]: value }) });
				expect([state[part], state.notices.at(-1)]).toEqual([
					null,
					expect.stringContaining(`(${part})`),
				]);
			}
		},
	);
});

describe('where a part of an order that is pending', () => {
	const [key, whole] = Object.entries(JSON.parse(rich.parcels as string) as Stored)[0]!;
	const readParcel = (changes: Stored) => {
		const parcels = JSON.stringify({ [key]: { ...(whole as Stored), ...changes } });
		const state = read({ ...rich, parcels });
		return [state.parcels.get(key), state.notices.at(-1)];
	};

	it.each([
		...['id', 'orderNumber', 'orderedOnMs', 'output', 'stage', 'turn', 'attempt', 'failures'],
	])('cannot be read, it is left out, and a notice says so: %s', (name) => {
		for (const value of [undefined, {}, -1])
			expect(readParcel({ [name]: value })).toEqual([
				undefined,
				expect.stringContaining('(parcels)'),
			]);
	});

	it('begins with a lost floor before what waits, and before what was placed since an order was last dispatched', () => {
		const beginsAtMs = (lastArrivalMs: number, waitingMs: number) => {
			const waiting = new SeenIds();
			waiting.add(keyOf('waits'), waitingMs);
			const stored = { ...rich, floorMs: 'x', lastArrivalMs, waiting: waiting.toText() };
			return read(stored).floorMs! + usualRules.overlapMs + 2 * day;
		};
		expect(beginsAtMs(nowMs - 9 * day, nowMs - day)).toBe(nowMs - 9 * day);
		expect(beginsAtMs(nowMs - day, nowMs - 9 * day)).toBe(nowMs - 9 * day);
		expect(beginsAtMs(nowMs + day, nowMs + day)).toBe(nowMs);
	});

	it.each<[string, unknown, unknown]>([
		['atMs', 'x', 0],
		['atMs', 1e15, nowMs],
		['hasEndedWell', 'yes', false],
		['hasEndedWell', true, true],
		['absences', -1, 0],
		['absentSinceMs', 'x', null],
		['absentSinceMs', 1e15, nowMs],
		['reason', 7, null],
		['reason', 'x'.repeat(300), 'x'.repeat(200)],
		['id', null, null],
	])('can do without, it is kept: %s of %j is %j', (name, value, expected) => {
		expect(readParcel({ [name]: value })).toMatchObject([
			{ [name]: expected },
			'Something happened.',
		]);
	});
});

describe('what was noted by a clock that has since been put back', () => {
	it.each([
		[false, nowMs + 5 * minute],
		[true, nowMs],
	])(
		'holds a silence item, whose run is under way: %j, back for its own pause',
		(isRunning, atMs) => {
			const silence = { ...(JSON.parse(rich.silence as string) as Stored), isRunning, atMs: 1e15 };
			expect(read({ ...rich, silence: JSON.stringify(silence) }).silence?.atMs).toBe(atMs);
		},
	);

	it('delays no news of a silence or a standstill', () => {
		const ahead = { startedAtMs: nowMs + hour };
		const withAhead = (name: string) =>
			JSON.stringify({ ...(JSON.parse(rich[name] as string) as Stored), ...ahead });
		const state = read({
			...rich,
			lastArrivalMs: nowMs + hour,
			heldUpSinceMs: nowMs + hour,
			reading: withAhead('reading'),
			lookUp: withAhead('lookUp'),
		});
		const { lastArrivalMs, heldUpSinceMs, reading, lookUp } = state;
		expect([lastArrivalMs, heldUpSinceMs]).toEqual([nowMs, nowMs]);
		expect([reading?.startedAtMs, lookUp?.startedAtMs]).toEqual([nowMs, nowMs]);
	});
});

it('takes no order for old by a beginning that cannot be read', () => {
	const reading = { ...rich, isBaseline: true };
	expect(read(reading).isBaseline).toBe(true);
	expect(read({ ...reading, startedAtMs: 'x' }).isBaseline).toBe(false);
});

it('keeps each order that can be read beside one that cannot', () => {
	const parcels = JSON.parse(rich.parcels as string) as Record<string, Stored>;
	const [broken, ...whole] = Object.keys(parcels);
	parcels[broken!]!.turn = 'twice';
	const cutOff = (rich.waiting as string).slice(0, -5);
	const state = read({ ...rich, parcels: JSON.stringify(parcels), waiting: `${cutOff} x:y` });
	expect([...state.parcels.keys()]).toEqual(whole);
	expect(state.waiting.size).toBeGreaterThan(0);
	expect(state.notices.at(-1)).toContain('(waiting, parcels)');
});

it('begins anew where the connection leads to another account, and says so', () => {
	const state = read({ ...rich, account: 'another' });
	expect([state.seen.size, state.parcels.size]).toEqual([0, 0]);
	expect(state.notices).toHaveLength(1);
});

it.each<[string, unknown, unknown]>([
	['name', '', 'new'],
	['name', 'n'.repeat(201), 'new'],
	['revision', -1, 0],
	['revision', 1.5, 0],
	['startedAtMs', nowMs + 2 * day + 1, nowMs],
	['startedAtMs', nowMs + 2 * day, nowMs + 2 * day],
	['isBaseline', 1, false],
	['floorMs', null, null],
	['isLookUpFirst', 'yes', false],
	['lastArrivalMs', 0, nowMs],
	['isSilent', null, false],
	['silence', '{}', null],
	['heldUpSinceMs', 'x', null],
	['reportedAtMs', {}, null],
])('reads a %s of %j as %j', (part, value, expected) => {
	expect(read({ ...rich, [part]: value })).toMatchObject({ [part]: expected });
});

it.each([
	['parcels', '[]', true],
	['waiting', 7, true],
	['seen', 7, false],
])('says what to look for when %s cannot be read', (part, value, isPendingLost) => {
	const { notices } = read({ ...rich, [part]: value });
	expect(notices.at(-1)).toBe(
		`Part of what the trigger remembered could not be read (${part}). ${
			isPendingLost
				? 'Look in Apicbase for orders of the last days that have not arrived; others may come again.'
				: 'Nothing is left out, but orders of the last days may come again.'
		}`,
	);
});

it('stays below 400 kB with 10,000 known orders, most of them waiting while a list is read', () => {
	const state = read({});
	for (let index = 0; index < 10_000; index += 1)
		(index < 2000 ? state.seen : state.waiting).add(keyOf(`o${index}`), nowMs - index * minute);
	state.reading = beginReading(state, 'question', nowMs);
	const stored = writeState(state);
	expect(JSON.stringify(stored).length).toBeLessThan(400_000);
	const again = read(throughJson(stored));
	expect([again.seen.size, again.waiting.size, again.reading?.unshown.size]).toEqual([
		2000, 8000, 8000,
	]);
});
