import type { RunStart } from '../../../core/polling/dispatch.ts';
import type { PollRules } from '../../../core/polling/state.ts';
import { aPoller, anEntry, beganAtMs, day, hour, minute } from './aPoller.mts';

/** Polls once, and says what was handed on: the kind, the order, and for an order which try it is. */
function handed(poller: ReturnType<typeof aPoller>, afterMs = minute): string[] {
	return runStarts(poller, afterMs).map((runStart) =>
		runStart.kind === 'order'
			? `${runStart.order.id} ${runStart.attempt}`
			: runStart.kind === 'given_up'
				? `${runStart.parcel.id} given up`
				: runStart.item.silence,
	);
}

function runStarts(poller: ReturnType<typeof aPoller>, afterMs = minute): RunStart[] {
	poller.nowMs += afterMs;
	const outcome = poller.outcomeOfPoll();
	if (!outcome.ok) throw new Error(outcome.problem.message);
	return outcome.runStarts;
}

const parcelOf = (poller: ReturnType<typeof aPoller>) => [...poller.state().parcels.values()][0];
const fetched: Partial<PollRules> = {
	policy: { until: 'fetched', redeliverAfterMs: 2 * hour },
	onlyUnfetched: true,
};
const once: Partial<PollRules> = { policy: { until: 'once' } };

describe('an order whose run ended badly', () => {
	// reliability: ERP down or refuses | New Order Trigger
	// reliability: Cut-off body, or wrong JSON | New Order Trigger
	it.each([
		['', anEntry('o1'), 'o1'],
		[', also when it cannot be read', anEntry('o1', 0, { packages: 'none' }), 'o1'],
	])(
		'comes again after a pause that doubles, is given up after the last try, and once told stays listed%s',
		(_name, entry, id) => {
			const poller = aPoller([entry]);
			const startedAfter: number[] = [];
			for (let minutes = 0; minutes < 100; minutes += 1)
				for (const what of handed(poller)) {
					startedAfter.push(minutes);
					const attempt = startedAfter.length;
					expect(what).toBe(attempt === 6 ? `${id} given up` : `${id} ${attempt}`);
					poller.end(attempt === 6 ? 'success' : 'failure', 'closed');
				}
			expect(startedAfter).toEqual([0, 5, 15, 35, 75, 76]);
			expect(parcelOf(poller)).toMatchObject({
				...{ output: 'given_up', stage: 'reported', failures: 5, orderNumber: 'PO-o1' },
			});
		},
	);

	// reliability: An older version after a newer one | New Order Trigger
	it('comes again with the content that Apicbase lists by then', () => {
		const poller = aPoller([anEntry('o1')]);
		handed(poller);
		poller.end('failure');
		const changed = anEntry('o1', 0, { packages: [{ quantity_ordered: '7' }] });
		poller.list = [changed];
		expect(runStarts(poller, 5 * minute)).toMatchObject([
			{ attempt: 2, order: { entry: { kind: 'order', order: changed } } },
		]);
	});

	it('comes before newer ones when its pause is over', () => {
		const poller = aPoller([anEntry('o1')], { maxRunsAtOnce: 1 });
		handed(poller);
		poller.end('failure');
		poller.list.push(anEntry('o2', minute));
		expect(handed(poller, 5 * minute)).toEqual(['o1 2']);
	});

	// reliability: Clocks apart by a day | New Order Trigger
	it('comes again after the pause by a clock that was set back meanwhile', () => {
		const poller = aPoller([anEntry('o1')]);
		handed(poller);
		poller.end('failure');
		expect(handed(poller)).toEqual([]);
		poller.nowMs -= day;
		expect([handed(poller, 0), handed(poller, 5 * minute - 1), handed(poller, 1)]).toEqual([
			[],
			[],
			['o1 2'],
		]);
	});

	it('has failed once when its end is told twice', () => {
		const poller = aPoller([anEntry('o1')]);
		handed(poller);
		const [first] = poller.end('failure');
		handed(poller);
		poller.ends.push({ ...first!, result: 'failure', reason: null, endedAtMs: poller.nowMs });
		expect([handed(poller, 4 * minute), parcelOf(poller)?.failures]).toEqual([['o1 2'], 1]);
	});

	it('waits a day at most', () => {
		const poller = aPoller([anEntry('o1')], {
			policy: { until: 'success', maxAttempts: 5, retryAfterMs: 20 * hour },
		});
		expect(handed(poller)).toEqual(['o1 1']);
		poller.end('failure');
		expect([handed(poller, 20 * hour - 1), handed(poller, 1)]).toEqual([[], ['o1 2']]);
		poller.end('failure');
		expect([handed(poller, day - 1), handed(poller, 1)]).toEqual([[], ['o1 3']]);
	});

	it('is told again when the run that was to tell it ended badly, and says why it was given up', () => {
		const poller = aPoller([anEntry('o1')], {
			policy: { until: 'success', maxAttempts: 1, retryAfterMs: 5 * minute },
		});
		handed(poller);
		poller.end('failure', `The ERP ${'x'.repeat(300)}`);
		const [told] = runStarts(poller);
		expect(told).toMatchObject({
			kind: 'given_up',
			parcel: { id: 'o1', orderNumber: 'PO-o1', failures: 1, attempt: 1 },
			order: { id: 'o1' },
		});
		poller.end('failure', 'The mail server is away');
		expect([handed(poller, 4 * minute), handed(poller)]).toEqual([[], ['o1 given up']]);
		poller.end('not_started', 'No place');
		expect(handed(poller)).toEqual(['o1 given up']);
		expect(parcelOf(poller)?.reason).toMatch(/^The ERP x{191}…$/);
		poller.end('success');
		expect(handed(poller, 10 * day)).toEqual([]);
	});

	it('says why it was given up in one short line, with secrets masked', () => {
		const poller = aPoller([anEntry('o1')], {
			policy: { until: 'success', maxAttempts: 1, retryAfterMs: 5 * minute },
		});
		handed(poller);
		poller.end('failure', 'The ERP refused:\n\tAuthorization: Bearer abc123456, call it a day');
		expect(runStarts(poller)).toMatchObject([
			{ parcel: { reason: 'The ERP refused: Authorization: Bearer …, call it a day' } },
		]);
	});

	it('is told without its content when Apicbase lists it no more', () => {
		const poller = aPoller([anEntry('o1')], {
			policy: { until: 'success', maxAttempts: 1, retryAfterMs: 5 * minute },
		});
		handed(poller);
		poller.end('failure');
		poller.list = [];
		expect(runStarts(poller)).toMatchObject([
			{ kind: 'given_up', parcel: { id: 'o1', reason: null }, order: null },
		]);
	});

	it('comes back when more attempts are allowed than it had', () => {
		const poller = aPoller([anEntry('o1')], {
			policy: { until: 'success', maxAttempts: 1, retryAfterMs: 5 * minute },
		});
		handed(poller);
		poller.end('failure', 'closed');
		handed(poller);
		poller.end('success');
		poller.rules.policy = { until: 'success', maxAttempts: 2, retryAfterMs: 5 * minute };
		expect(handed(poller)).toEqual(['o1 2']);
		poller.end('failure');
		expect(handed(poller)).toEqual(['o1 given up']);
	});

	it('does not come back under a policy that gives nothing up', () => {
		const poller = aPoller([anEntry('o1')], {
			policy: { until: 'success', maxAttempts: 1, retryAfterMs: 5 * minute },
		});
		handed(poller);
		poller.end('failure', 'closed');
		handed(poller);
		poller.end('failure');
		poller.rules.policy = { until: 'once' };
		expect(handed(poller, hour)).toEqual([]);
		expect(parcelOf(poller)).toMatchObject({ output: 'given_up', stage: 'resting' });
		poller.list = [];
		poller.questions.length = 0;
		handed(poller);
		expect(poller.questions).toHaveLength(1);
	});
});

describe('a run that n8n did not start', () => {
	it('costs no attempt, and its order comes at once with the next poll', () => {
		const poller = aPoller([anEntry('o1')]);
		for (let polls = 0; polls < 9; polls += 1) {
			expect(handed(poller)).toEqual(['o1 1']);
			poller.end('not_started', 'No place');
		}
		handed(poller);
		expect(parcelOf(poller)).toMatchObject({ failures: 0, attempt: 1, reason: 'No place' });
	});

	it('keeps the reason of the one before where n8n gives none', () => {
		const poller = aPoller([anEntry('o1')]);
		handed(poller);
		poller.end('failure', 'closed');
		handed(poller, 5 * minute);
		poller.end('not_started');
		handed(poller);
		expect(parcelOf(poller)?.reason).toBe('closed');
	});
});

describe('the end of a run that is not the latest', () => {
	it('settles the order when it was good, and says nothing when it was bad', () => {
		const poller = aPoller([anEntry('o1')]);
		handed(poller);
		const [first] = [...poller.underWay.values()];
		poller.underWay.clear();
		handed(poller);
		expect(handed(poller, 5 * minute)).toEqual(['o1 2']);
		const ended = { ...first!, reason: null, endedAtMs: poller.nowMs };
		poller.ends.push({ ...ended, result: 'failure' });
		handed(poller);
		expect(parcelOf(poller)).toMatchObject({ stage: 'running', failures: 0 });
		poller.ends.push({ ...ended, result: 'success' });
		expect(handed(poller)).toEqual([]);
		expect(poller.state().parcels.size).toBe(0);
	});

	it('settles an order that n8n did not store as handed on', () => {
		for (const [rules, result, again] of [
			[{}, 'success', []],
			[{}, 'failure', ['o1 1']],
			[once, 'success', []],
			[fetched, 'success', ['o1 1']],
		] as const) {
			const poller = aPoller([anEntry('o1')], rules);
			const before = { ...poller.stored };
			handed(poller);
			poller.stored = before;
			poller.end(result);
			expect(handed(poller)).toEqual(again);
		}
	});

	it('changes nothing about what was settled before', () => {
		const poller = aPoller([anEntry('o1', hour)]);
		handed(poller, 2 * hour);
		const ends = poller.end('success');
		handed(poller);
		const { seen } = poller.state();
		poller.ends.push({
			...ends[0]!,
			...{ orderedOnMs: beganAtMs, result: 'success', reason: null, endedAtMs: poller.nowMs },
		});
		handed(poller);
		expect(poller.state().seen.toText()).toBe(seen.toText());
	});
});

describe('after n8n was started anew', () => {
	it.each<[string, Partial<PollRules>, number, string[]]>([
		['until its run succeeds, after the pause', {}, 5 * minute, ['o1 2']],
		['once, not at all', once, 10 * day, []],
		['until it is marked, after its pause', fetched, 2 * hour, ['o1 2']],
	])('an order that is delivered %s comes again', (_name, rules, pauseMs, again) => {
		const poller = aPoller([anEntry('o1')], rules);
		handed(poller);
		poller.underWay.clear();
		expect([handed(poller, pauseMs - 1), handed(poller, 1)]).toEqual([[], again]);
		if (again.length > 0) expect(parcelOf(poller)).toMatchObject({ failures: 0, turn: 2 });
		expect(poller.state().notices).toEqual([]);
	});

	it('an order comes again after the pause by a clock that was set back meanwhile', () => {
		const poller = aPoller([anEntry('o1')]);
		handed(poller);
		poller.underWay.clear();
		poller.nowMs -= day;
		expect([handed(poller), handed(poller, 5 * minute)]).toEqual([[], ['o1 2']]);
	});

	it('an order that was given up is told again', () => {
		const poller = aPoller([anEntry('o1')], {
			policy: { until: 'success', maxAttempts: 1, retryAfterMs: 5 * minute },
		});
		handed(poller);
		poller.end('failure');
		handed(poller);
		poller.underWay.clear();
		expect([handed(poller, 4 * minute), handed(poller)]).toEqual([[], ['o1 given up']]);
	});
});

describe('a run without an end in sight', () => {
	it('is doubted after six hours, costs no attempt, and the item says so', () => {
		const poller = aPoller([anEntry('o1')]);
		handed(poller);
		expect(handed(poller, 6 * hour - 1)).toEqual([]);
		handed(poller, 1);
		expect(poller.state().notices).toEqual([
			'A run of order PO-o1 has not ended for 6 hours; the order starts another run.',
		]);
		expect(parcelOf(poller)).toMatchObject({ failures: 0, turn: 2 });
	});

	it('gives its place to the next run when it is doubted', () => {
		const poller = aPoller([anEntry('o1')], { maxRunsAtOnce: 1 });
		handed(poller);
		expect(handed(poller, 6 * hour)).toEqual(['o1 2']);
	});

	it.each([
		[10 * minute, hour],
		[2 * hour, 2 * hour],
	])(
		'of an order that is delivered until it is marked every %d ms is doubted after %d, without a word',
		(redeliverAfterMs, doubtMs) => {
			const poller = aPoller([anEntry('o1')], {
				...fetched,
				policy: { until: 'fetched', redeliverAfterMs },
			});
			handed(poller);
			expect([handed(poller, doubtMs - 1), handed(poller, 1)]).toEqual([[], ['o1 2']]);
			expect(poller.state().notices).toEqual([]);
		},
	);

	it('of an order that is delivered once is forgotten', () => {
		const poller = aPoller([anEntry('o1')], once);
		handed(poller);
		handed(poller, 6 * hour);
		expect(poller.state().parcels.size).toBe(0);
	});
});

describe('until it is marked, an order', () => {
	it.each(['success', 'failure'] as const)('comes again after the pause of a %s', (result) => {
		const poller = aPoller([anEntry('o1', 0, { fetched_by_supplier: false })], fetched);
		handed(poller);
		poller.nowMs += 10 * minute;
		poller.end(result);
		expect(handed(poller, 110 * minute - 1)).toEqual([]);
		expect(handed(poller, 1)).toEqual(['o1 2']);
		poller.end(result);
		poller.list[0]!.fetched_by_supplier = true;
		poller.listed = () => poller.list;
		expect(handed(poller, 3 * hour)).toEqual([]);
		expect(poller.state().parcels.size).toBe(0);
	});
});

describe('once, an order', () => {
	it.each(['success', 'failure'] as const)('does not come again after a %s', (result) => {
		const poller = aPoller([anEntry('o1')], once);
		expect(handed(poller)).toEqual(['o1 1']);
		poller.end(result);
		expect(handed(poller, 2 * day)).toEqual([]);
	});

	it('comes again when n8n started no run', () => {
		const poller = aPoller([anEntry('o1')], once);
		handed(poller);
		poller.end('not_started');
		expect(handed(poller)).toEqual(['o1 1']);
	});
});

describe('how many are handed on', () => {
	const many = Array.from({ length: 9 }, (_, index) => anEntry(`o${index}`, index * minute));

	it('is bounded for each poll, the first among them', () => {
		const poller = aPoller(many, { limit: 4 });
		expect(
			[handed(poller, hour), handed(poller), handed(poller)].map(({ length }) => length),
		).toEqual([4, 4, 1]);
	});

	it('is bounded by the runs under way, of which those that tell of a given up order are some', () => {
		const poller = aPoller([anEntry('bad')], {
			maxRunsAtOnce: 3,
			policy: { until: 'success', maxAttempts: 1, retryAfterMs: 5 * minute },
		});
		handed(poller, hour);
		poller.end('failure');
		poller.list.push(...many);
		expect(handed(poller)).toEqual(['bad given up', 'o0 1', 'o1 1']);
		expect(handed(poller)).toEqual([]);
		poller.end('success');
		expect(handed(poller)).toEqual(['o2 1', 'o3 1', 'o4 1']);
	});

	it('is none while more are under way than are allowed by now', () => {
		const poller = aPoller(many, { maxRunsAtOnce: 4 });
		expect(handed(poller, hour)).toHaveLength(4);
		poller.rules.maxRunsAtOnce = 2;
		expect(handed(poller)).toEqual([]);
	});

	it('leaves what is given up for later where there is no place', () => {
		const poller = aPoller([anEntry('a'), anEntry('b', minute)], {
			maxRunsAtOnce: 1,
			policy: { until: 'success', maxAttempts: 1, retryAfterMs: 5 * minute },
		});
		expect(handed(poller, hour)).toEqual(['a 1']);
		poller.end('failure');
		expect(handed(poller)).toEqual(['a given up']);
		poller.end('success');
		expect(handed(poller)).toEqual(['b 1']);
	});
});

describe('a silence', () => {
	const alarm: Partial<PollRules> = { silenceAlarmHours: 24 };

	it('is told after so many hours without a new order, and its end before the order that ends it', () => {
		const poller = aPoller([anEntry('o1')], alarm);
		expect(handed(poller)).toEqual(['o1 1']);
		poller.end('success');
		expect(handed(poller, day - 1)).toEqual([]);
		const [began] = runStarts(poller, 1);
		expect(began).toMatchObject({
			kind: 'silence',
			item: {
				silence: 'began',
				message:
					'No new order has come from Apicbase for 24 hours. Check that customers can order and that the connection works.',
				lastOrderAt: new Date(beganAtMs + minute).toISOString(),
				hours: 24,
			},
		});
		poller.end('success');
		expect(handed(poller, 6 * hour)).toEqual([]);
		poller.list.push(anEntry('o2', day + 6 * hour));
		const [ended, order] = runStarts(poller, hour);
		expect(ended).toMatchObject({
			kind: 'silence',
			item: {
				silence: 'ended',
				message: 'Orders are coming from Apicbase again, after 31 hours without one.',
				lastOrderAt: new Date(beganAtMs + minute).toISOString(),
				hours: 31,
			},
		});
		expect(order).toMatchObject({ kind: 'order', order: { id: 'o2' } });
	});

	it('of an hour is told in the singular', () => {
		const poller = aPoller([], { silenceAlarmHours: 1 });
		handed(poller);
		expect(runStarts(poller, hour)).toMatchObject([
			{ item: { message: expect.stringMatching(/ for 1 hour\. /) as string, hours: 1 } },
		]);
	});

	it('is told again when the run that was to tell it ended badly or was lost', () => {
		const poller = aPoller([], alarm);
		handed(poller);
		expect(handed(poller, day)).toEqual(['began']);
		poller.end('failure');
		expect([handed(poller, 5 * minute - 1), handed(poller, 1)]).toEqual([[], ['began']]);
		expect(handed(poller, hour)).toEqual([]);
		poller.underWay.clear();
		expect(handed(poller)).toEqual(['began']);
		expect([handed(poller, 6 * hour - 1), handed(poller, 1)]).toEqual([[], ['began']]);
		poller.end('success');
		expect(handed(poller, day)).toEqual([]);
	});

	it('is not settled by the late end of a run that was to tell it before', () => {
		const poller = aPoller([], alarm);
		handed(poller);
		expect(handed(poller, day)).toEqual(['began']);
		const lost = [...poller.underWay.values()];
		const endLate = () => {
			for (const { key, turn, orderedOnMs } of lost) {
				const endedAtMs = poller.nowMs;
				poller.ends.push({ key, turn, orderedOnMs, result: 'success', reason: null, endedAtMs });
			}
		};
		poller.underWay.clear();
		expect(handed(poller)).toEqual(['began']);
		endLate();
		expect(handed(poller)).toEqual([]);
		poller.end('failure');
		expect(handed(poller, 5 * minute)).toEqual(['began']);
		poller.end('success');
		handed(poller);
		endLate();
		expect(handed(poller, day)).toEqual([]);
	});

	it('is ended by a new order only, not by one that comes again', () => {
		const poller = aPoller([anEntry('o1')], {
			...alarm,
			policy: { until: 'success', maxAttempts: 5, retryAfterMs: day },
		});
		handed(poller);
		poller.end('failure');
		expect(handed(poller, day)).toEqual(['began', 'o1 2']);
	});

	it('is not taken for told because the run ended well that told what was before', () => {
		const poller = aPoller([], alarm);
		handed(poller);
		const [began] = runStarts(poller, day);
		poller.list.push(anEntry('o1', day));
		expect(handed(poller, hour)).toEqual(['ended', 'o1 1']);
		poller.underWay.delete('silence');
		poller.ends.push({ ...began!, result: 'success', reason: null, endedAtMs: poller.nowMs });
		expect(handed(poller)).toEqual(['ended']);
	});

	it('says nothing any more when the alarm is switched off', () => {
		const poller = aPoller([], alarm);
		handed(poller);
		expect(handed(poller, day)).toEqual(['began']);
		poller.end('failure');
		poller.rules.silenceAlarmHours = 0;
		expect(handed(poller, day)).toEqual([]);
		expect(poller.state()).toMatchObject({ isSilent: false, silence: null });
	});
});

it.each([true, false])(
	'starts no run for an order that was marked after n8n had started none for it, where only unmarked ones are asked for: %s',
	(onlyUnfetched) => {
		const entry = anEntry('a');
		const poller = aPoller([entry], { start: { from: 'unfetched' }, onlyUnfetched });
		poller.listed = () => poller.list;
		expect(poller.poll()).toEqual(['a']);
		poller.end('not_started');
		entry.fetched_by_supplier = true;
		expect(poller.poll()).toEqual(onlyUnfetched ? [] : ['a']);
		entry.fetched_by_supplier = false;
		poller.list.push(anEntry('b', minute));
		expect(poller.poll()).toEqual(['b']);
	},
);
