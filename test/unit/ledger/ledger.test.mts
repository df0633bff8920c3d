import fc from 'fast-check';
import { claimOrder, type Claim } from '../../../core/ledger/claimOrder.ts';
import { completeOrder, forgetOrder, releaseOrder } from '../../../core/ledger/endClaim.ts';
import { LedgerStore } from '../../../harness/ledgerStore.mts';

const minuteMs = 60_000;
/** Random courses of one order, fifteen for each history of polling. */
const courses = 15 * Number(process.env.HISTORIES ?? 200);
const noon = Date.parse('2026-11-20T12:00:00Z');
const order = (fingerprint = 'A', externalId = 'apicbase-1') => ({ externalId, fingerprint });

function aLedger(size?: number) {
	const store = new LedgerStore(size);
	return {
		store,
		claim: (
			fingerprint = 'A',
			{
				atMs = noon,
				id,
				crashAfter,
				claimedHereMs,
				ageHereMs = atMs - (claimedHereMs ?? atMs),
			}: {
				atMs?: number;
				id?: string;
				crashAfter?: number;
				claimedHereMs?: number;
				ageHereMs?: number;
			} = {},
		): Claim | undefined =>
			store.run(
				claimOrder(order(fingerprint, id), {
					nowMs: atMs,
					takeOverAfterMs: 30 * minuteMs,
					...(claimedHereMs !== undefined && {
						claimedHere: { atMs: claimedHereMs, ageMs: ageHereMs },
					}),
				}),
				crashAfter,
			),
		complete: (fingerprint = 'A', { id, crashAfter }: { id?: string; crashAfter?: number } = {}) =>
			store.run(completeOrder(order(fingerprint, id)), crashAfter),
		release: (fingerprint = 'A', { id, crashAfter }: { id?: string; crashAfter?: number } = {}) =>
			store.run(releaseOrder(order(fingerprint, id)), crashAfter),
	};
}

test('claims a new order', () => {
	expect(aLedger().claim()).toEqual({ outcome: 'claimed', takenOver: false });
});

test('holds a claimed order against other runs', () => {
	const ledger = aLedger();
	ledger.claim();
	expect(ledger.claim('A', { atMs: noon + minuteMs })).toEqual({
		outcome: 'in_progress',
		takenOver: false,
	});
	expect(ledger.claim('A', { atMs: noon + minuteMs, id: 'apicbase-2' })).toEqual({
		outcome: 'claimed',
		takenOver: false,
	});
});

test('knows a completed order again', () => {
	const ledger = aLedger();
	ledger.claim();
	expect(ledger.complete()).toBe('completed');
	expect(ledger.claim()).toEqual({ outcome: 'already_synced', takenOver: false });
	expect(ledger.claim()).toEqual({ outcome: 'already_synced', takenOver: false });
});

// reliability: An older version after a newer one | Apicbase node
test('tells a changed order, and one that was changed back', () => {
	const ledger = aLedger();
	const sync = (fingerprint: string) => {
		const outcome = ledger.claim(fingerprint)?.outcome;
		if (outcome !== 'already_synced') ledger.complete(fingerprint);
		return outcome;
	};
	expect(['A', 'B', 'B', 'A', 'A', 'B'].map(sync)).toEqual([
		'claimed',
		'changed',
		'already_synced',
		'changed',
		'already_synced',
		'changed',
	]);
});

test('lets the next attempt of a released order start afresh', () => {
	const ledger = aLedger();
	ledger.claim();
	expect(ledger.release()).toBe('released');
	expect(ledger.claim()).toEqual({ outcome: 'claimed', takenOver: false });
});

test('lets the next attempt of a released change be a change again', () => {
	const ledger = aLedger();
	ledger.claim('A');
	ledger.complete('A');
	ledger.claim('B');
	ledger.release('B');
	expect(ledger.claim('A')?.outcome).toBe('already_synced');
	expect(ledger.claim('B')?.outcome).toBe('changed');
});

test('releases nothing that nobody holds', () => {
	const ledger = aLedger();
	ledger.claim();
	ledger.complete();
	expect(ledger.release()).toBe('not_claimed');
	expect(ledger.claim()?.outcome).toBe('already_synced');
});

test('takes over a claim that was never completed, after the set time and not before', () => {
	const ledger = aLedger();
	ledger.claim('A', { atMs: noon + 7_000 });
	expect(ledger.claim('A', { atMs: noon + 30 * minuteMs + 6_999 })?.outcome).toBe('in_progress');
	expect(ledger.claim('A', { atMs: noon + 30 * minuteMs + 20_000 })).toEqual({
		outcome: 'claimed',
		takenOver: true,
	});
	expect(ledger.claim('A', { atMs: noon + 31 * minuteMs })?.outcome).toBe('in_progress');
});

test('does not take an abandoned claim for a completed one when the customer changes the order back', () => {
	const ledger = aLedger();
	ledger.claim('A');
	expect(ledger.claim('B', { atMs: noon + 60 * minuteMs })).toEqual({
		outcome: 'claimed',
		takenOver: true,
	});
	ledger.release('B');
	expect(ledger.claim('A', { atMs: noon + 61 * minuteMs })?.outcome).toBe('claimed');
});

test('does not tell a change of an order that was claimed again and again and never completed', () => {
	const ledger = aLedger();
	const outcomes = ['A', 'B', 'B', 'C', 'C'].map(
		(fingerprint, hour) =>
			ledger.claim(fingerprint, { atMs: noon + hour * 60 * minuteMs })?.outcome,
	);
	expect(outcomes).toEqual(Array(5).fill('claimed'));
	ledger.complete('C');
	expect(['C', 'A'].map((fingerprint) => ledger.claim(fingerprint)?.outcome)).toEqual([
		'already_synced',
		'changed',
	]);
});

test('does not grow older claims young by looking at them', () => {
	const ledger = aLedger();
	ledger.claim();
	for (let minute = 1; minute < 30; minute += 1)
		ledger.claim('A', { atMs: noon + minute * minuteMs });
	expect(ledger.claim('A', { atMs: noon + 30 * minuteMs + 10_000 })?.outcome).toBe('claimed');
});

test('leaves nothing behind by looking', () => {
	const ledger = aLedger();
	ledger.claim();
	const before = [...ledger.store.keys];
	ledger.claim('A', { atMs: noon + minuteMs });
	ledger.claim('A', { atMs: noon + minuteMs, claimedHereMs: noon });
	expect(ledger.store.keys).toEqual(before);
});

describe('what the ledger keeps of an order', () => {
	const numbered = { ...order('A'), orderNumber: '1042' };
	const terms = { nowMs: noon, takeOverAfterMs: 30 * minuteMs };
	const seen = 'apicbase seen apicbase-1';
	const content = (version: number, fingerprint: string) =>
		`apicbase content apicbase-1 ${version} ${fingerprint}`;
	const number = ['apicbase numbered apicbase-1', 'apicbase number apicbase-1 1042'];
	/** As in one run of a process, which knows when it claimed. */
	const sync = (ledger: ReturnType<typeof aLedger>, fingerprint: string) => {
		const claim = ledger.claim(fingerprint);
		ledger.store.run(completeOrder(order(fingerprint), noon));
		return claim?.outcome;
	};
	const keysAfter = (play: (ledger: ReturnType<typeof aLedger>) => void) => {
		const ledger = aLedger();
		play(ledger);
		return [...ledger.store.keys].sort();
	};

	test('is two entries when it is completed, and two more for its number', () => {
		expect(keysAfter((ledger) => sync(ledger, 'A'))).toEqual([content(0, 'A'), seen]);
		expect(
			keysAfter(({ store }) => {
				store.run(claimOrder(numbered, terms));
				store.run(completeOrder(numbered, noon));
			}),
		).toEqual([content(0, 'A'), ...number, seen].sort());
	});

	test('is what it was when the order comes again, also completed without a claim', () => {
		const once = keysAfter((ledger) => sync(ledger, 'A'));
		expect(
			keysAfter((ledger) => {
				sync(ledger, 'A');
				ledger.claim('A', { atMs: noon + minuteMs });
			}),
		).toEqual(once);
		expect(
			keysAfter((ledger) => {
				ledger.complete('A');
				ledger.complete('A');
			}),
		).toEqual(once);
	});

	test('grows by two entries with each change', () => {
		const twice = [content(0, 'A'), content(1, 'B'), seen, 'apicbase version apicbase-1 1'].sort();
		const change = (ledger: ReturnType<typeof aLedger>) => {
			sync(ledger, 'A');
			sync(ledger, 'B');
		};
		expect(keysAfter(change)).toEqual(twice);
		expect(
			keysAfter((ledger) => {
				change(ledger);
				ledger.complete('B');
				ledger.claim('B');
			}),
		).toEqual(twice);
	});

	test('is nothing new when a claim is released by the run that made it', () => {
		const release = (ledger: ReturnType<typeof aLedger>, fingerprint: string) =>
			ledger.store.run(releaseOrder(order(fingerprint), noon));
		expect(
			keysAfter((ledger) => {
				ledger.claim('A');
				release(ledger, 'A');
			}),
		).toEqual([]);
		expect(
			keysAfter((ledger) => {
				sync(ledger, 'A');
				ledger.claim('B');
				release(ledger, 'B');
			}),
		).toEqual([content(0, 'A'), seen]);
		expect(keysAfter((ledger) => ledger.release('A'))).toEqual([]);
	});

	test('is nothing new when it is held, in conflict, or not known to be forgotten', () => {
		const held = (ledger: ReturnType<typeof aLedger>) => void ledger.claim('A');
		const before = keysAfter(held);
		expect(
			keysAfter((ledger) => {
				held(ledger);
				ledger.claim('A', {
					atMs: noon + 5 * 60 * minuteMs - 1,
					claimedHereMs: noon + 299 * minuteMs,
				});
				ledger.store.run(forgetOrder(order()));
			}),
		).toEqual(before);
		const inConflict = { ...order('A'), orderNumber: '7' };
		for (const isCompleted of [true, false]) {
			const play = ({ store }: ReturnType<typeof aLedger>) => {
				store.run(claimOrder(numbered, terms));
				if (isCompleted) store.run(completeOrder(numbered, noon));
			};
			expect(
				keysAfter((ledger) => {
					play(ledger);
					const claim = claimOrder(inConflict, { ...terms, nowMs: noon + minuteMs });
					expect(ledger.store.run(claim)).toEqual({ outcome: 'conflict', takenOver: false });
				}),
			).toEqual(keysAfter(play));
		}
		expect(keysAfter(({ store }) => store.run(forgetOrder(order())))).toEqual([]);
	});

	test('is as much when the run that claimed it was taken over, but for the date of that run', () => {
		const undated = (keys: string[]) => keys.filter((key) => !/ (at|hour) /.test(key));
		const takeOver = (fingerprint: string) => (ledger: ReturnType<typeof aLedger>) => {
			ledger.claim('A');
			expect(ledger.claim(fingerprint, { atMs: noon + 31 * minuteMs })?.takenOver).toBe(true);
		};
		const open = 'apicbase open apicbase-1';
		expect(undated(keysAfter(takeOver('A')))).toEqual([content(0, 'A'), open, seen].sort());
		const versions = ['apicbase version apicbase-1 1', 'apicbase version apicbase-1 2'];
		expect(undated(keysAfter(takeOver('B')))).toEqual(
			[content(0, 'A'), content(1, 'forgotten'), content(2, 'B'), open, seen, ...versions].sort(),
		);
		expect(
			undated(
				keysAfter((ledger) => {
					takeOver('A')(ledger);
					ledger.complete('A');
				}),
			),
		).toEqual([content(0, 'A'), seen]);
	});

	test('is what was completed, also when that is not what was claimed', () => {
		const play = (ledger: ReturnType<typeof aLedger>) => {
			ledger.claim('A');
			ledger.store.run(completeOrder(order('B'), noon));
		};
		expect(keysAfter(play)).toEqual(
			[content(0, 'A'), content(1, 'B'), seen, 'apicbase version apicbase-1 1'].sort(),
		);
		const ledger = aLedger();
		play(ledger);
		expect(ledger.claim('B')?.outcome).toBe('already_synced');
		expect(ledger.claim('A')?.outcome).toBe('changed');
	});

	test('is bounded, whatever steps the runs come to', () => {
		const ids = Array.from({ length: 100 }, (_, index) => `apicbase-${index}`);
		const plays: Array<(ledger: ReturnType<typeof aLedger>, id: string) => void> = [
			(ledger, id) => void ledger.claim('A', { id }),
			(ledger, id) => void ledger.complete('A', { id }),
			({ store }, id) => void store.run(completeOrder(order('', id))),
		];
		for (const play of plays) {
			const ledger = aLedger(40);
			for (const id of ids) play(ledger, id);
			expect(ledger.store.keys.length).toBeLessThanOrEqual(42);
		}
	});

	test('takes few steps of the store', () => {
		const ledger = aLedger();
		const steps = (script: Parameters<typeof ledger.store.run>[0]) => {
			let count = 0;
			function* counted(): typeof script {
				let at = script.next();
				while (at.done !== true) {
					const step = at.value;
					if (('add' in step ? step.add : step.remove).length > 0) count += 1;
					at = script.next(yield step);
				}
				return at.value;
			}
			ledger.store.run(counted());
			return count;
		};
		expect([
			steps(claimOrder(numbered, terms)),
			steps(completeOrder(numbered, noon)),
			steps(completeOrder(numbered)),
			steps(claimOrder(numbered, terms)),
		]).toEqual([2, 2, 3, 5]);
	});

	test('says whose number it is also when nobody claimed it', () => {
		const ledger = aLedger();
		ledger.store.run(completeOrder(numbered));
		const claim = claimOrder({ ...order('A'), orderNumber: '7' }, terms);
		expect(ledger.store.run(claim)?.outcome).toBe('conflict');
	});
});

test('takes an order whose content nobody knows for changed when it comes with content', () => {
	const ledger = aLedger();
	expect(ledger.store.run(completeOrder(order('')))).toBe('completed');
	expect(ledger.claim('A')).toEqual({ outcome: 'changed', takenOver: false });
	ledger.complete('A');
	ledger.store.run(completeOrder(order('')));
	expect(ledger.claim('A')?.outcome).toBe('already_synced');
});

test('takes over what this very process claimed, when the time is over', () => {
	const ledger = aLedger();
	ledger.claim();
	const claim = { atMs: noon + 31 * minuteMs, claimedHereMs: noon };
	expect(ledger.claim('A', claim)).toEqual({ outcome: 'claimed', takenOver: true });
});

test('takes over what was claimed as a change as a change', () => {
	const ledger = aLedger();
	ledger.claim('A');
	ledger.complete('A');
	ledger.claim('B', { atMs: noon });
	expect(ledger.claim('B', { atMs: noon + 31 * minuteMs })).toEqual({
		outcome: 'changed',
		takenOver: true,
	});
});

test('knows the content last completed when two runs held an order one behind the other', () => {
	const ledger = aLedger();
	ledger.claim('A');
	expect(ledger.claim('B', { atMs: noon + 31 * minuteMs })?.takenOver).toBe(true);
	ledger.complete('A');
	expect(ledger.claim('A', { atMs: noon + 32 * minuteMs })?.outcome).toBe('already_synced');
	expect(ledger.claim('B', { atMs: noon + 33 * minuteMs })?.outcome).toBe('changed');
});

test('lets an order run once more when a run releases what another one holds', () => {
	const ledger = aLedger();
	ledger.claim('A');
	ledger.complete('A');
	ledger.claim('B');
	expect(ledger.release('C')).toBe('released');
	expect(ledger.claim('A')?.outcome).toBe('changed');
});

test('does not look up the age of a claim that this process made', () => {
	const ledger = aLedger();
	ledger.claim();
	const script = claimOrder(order(), {
		nowMs: noon + minuteMs,
		takeOverAfterMs: 30 * minuteMs,
		claimedHere: { atMs: noon, ageMs: minuteMs },
	});
	let steps = 0;
	for (let at = script.next(); at.done !== true; steps += 1)
		at = script.next(new Set(steps === 0 && 'add' in at.value ? at.value.add.slice(0, 2) : []));
	expect(steps).toBe(2);
});

test('notes an order that was completed without a claim', () => {
	const ledger = aLedger();
	ledger.complete();
	expect(ledger.claim()?.outcome).toBe('already_synced');
});

test('forgets the oldest orders beyond its size, never the claim of a younger one', () => {
	const ledger = aLedger(40);
	for (let number = 1; number <= 50; number += 1) {
		ledger.claim('A', { id: `apicbase-${number}` });
		ledger.complete('A', { id: `apicbase-${number}` });
	}
	expect(ledger.store.keys.length).toBeLessThanOrEqual(40);
	expect(ledger.claim('A', { id: 'apicbase-1' })?.outcome).toBe('claimed');
	expect(ledger.claim('A', { id: 'apicbase-50' })?.outcome).toBe('already_synced');
});

test('never calls an order synced that no run completed, wherever a crash cuts it short', () => {
	const action = fc.record({
		kind: fc.constantFrom('claim', 'complete', 'release' as const),
		fingerprint: fc.constantFrom('A', 'B', 'C'),
		crashAfter: fc.option(fc.nat(6), { nil: undefined }),
		waitMs: fc.constantFrom(0, 5_000, minuteMs, 45 * minuteMs),
	});
	fc.assert(
		fc.property(fc.array(action, { maxLength: 30, size: 'max' }), (actions) => {
			const ledger = aLedger();
			const completed = new Set<string>();
			let holder: string | undefined;
			let atMs = noon;
			for (const { kind, fingerprint, crashAfter, waitMs } of actions) {
				atMs += waitMs;
				const crash = crashAfter === undefined ? {} : { crashAfter };
				if (kind === 'claim') {
					const outcome = ledger.claim(fingerprint, { atMs, ...crash })?.outcome;
					if (outcome === 'already_synced') expect(completed).toContain(fingerprint);
					if (outcome === 'claimed' || outcome === 'changed') holder = fingerprint;
				} else if (holder !== undefined && kind === 'complete') {
					// The ERP holds it, whether or not the ledger comes to know.
					completed.add(holder);
					ledger.complete(holder, crash);
					holder = undefined;
				} else if (holder !== undefined) {
					ledger.release(holder, crash);
					holder = undefined;
				}
			}
		}),
		{ numRuns: courses },
	);
}, 600_000);

test('drops an order number and that it has one together', () => {
	const [numbered, number] = ['apicbase numbered apicbase-1', 'apicbase number apicbase-1 7'];
	const claim = (store: LedgerStore) =>
		store.run(
			claimOrder({ ...order(), orderNumber: '7' }, { nowMs: noon, takeOverAfterMs: 30 * minuteMs }),
		)?.outcome;
	for (const known of [[], ['apicbase seen apicbase-1']]) {
		const store = new LedgerStore(20, [number, 'another', ...known]);
		expect(claim(store)).toBe(known.length === 0 ? 'claimed' : 'changed');
		expect(store.keys.indexOf(number)).toBe(store.keys.indexOf(numbered) + 1);
	}
	const completed = new LedgerStore(20, [number, 'another']);
	completed.run(completeOrder({ ...order(), orderNumber: '7' }));
	expect(completed.keys.indexOf(number)).toBe(completed.keys.indexOf(numbered) + 1);
});

describe('an order that a person has the ledger forget', () => {
	test('may come again under another number', () => {
		const { store } = aLedger();
		const claim = (orderNumber: string) =>
			store.run(
				claimOrder({ ...order(), orderNumber }, { nowMs: noon, takeOverAfterMs: 30 * minuteMs }),
			)?.outcome;
		expect(claim('1042')).toBe('claimed');
		store.run(completeOrder(order()));
		expect(claim('1043')).toBe('conflict');
		expect(store.run(forgetOrder(order()))).toBe('forgotten');
		expect(claim('1043')).toBe('claimed');
	});

	const forget = (ledger: ReturnType<typeof aLedger>) => ledger.store.run(forgetOrder(order('A')));

	test.each(['A', 'B'])('is claimed anew with content %s, and then known again', (fingerprint) => {
		const ledger = aLedger();
		ledger.claim('A');
		ledger.complete('A');
		expect(forget(ledger)).toBe('forgotten');
		expect(ledger.claim(fingerprint)).toEqual({ outcome: 'claimed', takenOver: false });
		ledger.complete(fingerprint);
		expect(ledger.claim(fingerprint)).toEqual({ outcome: 'already_synced', takenOver: false });
	});

	test('is claimed anew when the run that claimed it is taken over', () => {
		const ledger = aLedger();
		ledger.claim('A');
		ledger.complete('A');
		forget(ledger);
		ledger.claim('A');
		expect(ledger.claim('A', { atMs: noon + 31 * minuteMs })).toEqual({
			outcome: 'claimed',
			takenOver: true,
		});
	});

	test('can be forgotten again, and changed after it was written again', () => {
		const ledger = aLedger();
		for (const fingerprint of ['A', 'A', 'B']) {
			expect(ledger.claim(fingerprint)?.outcome).toBe('claimed');
			ledger.complete(fingerprint);
			expect(forget(ledger)).toBe('forgotten');
		}
		ledger.claim('A');
		ledger.complete('A');
		expect(ledger.claim('B')?.outcome).toBe('changed');
	});

	test('is claimed anew also after a release', () => {
		const ledger = aLedger();
		ledger.claim('A');
		ledger.complete('A');
		forget(ledger);
		ledger.claim('A');
		ledger.release('A');
		expect(ledger.claim('A')).toEqual({ outcome: 'claimed', takenOver: false });
	});

	test('stays as it is while a run holds it, or when the ledger does not know it', () => {
		const ledger = aLedger();
		expect(forget(ledger)).toBe('not_known');
		expect(ledger.claim('A')).toEqual({ outcome: 'claimed', takenOver: false });
		expect(forget(ledger)).toBe('in_progress');
		expect(ledger.complete('A')).toBe('completed');
		expect(ledger.claim('A')).toEqual({ outcome: 'already_synced', takenOver: false });
	});
});

describe('an external id under another order number', () => {
	const claimAs = (ledger: ReturnType<typeof aLedger>, orderNumber: string | null) =>
		ledger.store.run(
			claimOrder({ ...order('A'), orderNumber }, { nowMs: noon, takeOverAfterMs: minuteMs }),
		)?.outcome;

	test('is a conflict, and leaves the first order as it is', () => {
		const ledger = aLedger();
		expect(claimAs(ledger, '1042')).toBe('claimed');
		ledger.complete('A');
		expect(claimAs(ledger, '7')).toBe('conflict');
		expect(claimAs(ledger, '1042')).toBe('already_synced');
		expect(claimAs(ledger, null)).toBe('already_synced');
	});

	test('is none when the ledger was never told a number', () => {
		const ledger = aLedger();
		ledger.claim('A');
		ledger.complete('A');
		expect(claimAs(ledger, '1042')).toBe('already_synced');
	});
});

const minutesAhead = [2, 55, 59.9, 60, 200, 1_200, 25 * 60 + 59.9];

test.each(minutesAhead)(
	'holds a claim that a clock %d minutes ahead of ours has dated, from then on as long as any other',
	(ahead) => {
		const ledger = aLedger();
		ledger.claim('A', { atMs: noon + ahead * minuteMs });
		for (const minute of [0, 15, 29.9])
			expect(ledger.claim('A', { atMs: noon + minute * minuteMs })).toEqual({
				outcome: 'in_progress',
				takenOver: false,
			});
		expect(ledger.claim('A', { atMs: noon + 30.5 * minuteMs })).toEqual({
			outcome: 'claimed',
			takenOver: true,
		});
	},
);

test('frees the claim of this process as long after its clock was put back', () => {
	const ledger = aLedger();
	const claimedHereMs = noon + 60 * minuteMs;
	ledger.claim('A', { atMs: claimedHereMs });
	const after = (minutes: number) =>
		ledger.claim('A', {
			...{ atMs: noon + minutes * minuteMs, claimedHereMs, ageHereMs: minutes * minuteMs },
		})?.outcome;
	expect([0, 29, 30].map(after)).toEqual(['in_progress', 'in_progress', 'claimed']);
});

test('frees a claim when a look at its age was cut short', () => {
	const ledger = aLedger();
	ledger.claim('A');
	for (let steps = 1; ledger.store.keys.length < 100; steps += 1)
		ledger.claim('A', { atMs: noon + minuteMs, crashAfter: steps });
	for (let minute = 2; minute < 32; minute += 1)
		expect(ledger.claim('A', { atMs: noon + minute * minuteMs })?.outcome).toBe('in_progress');
	expect(ledger.claim('A', { atMs: noon + 33 * minuteMs })?.outcome).toBe('claimed');
});

test('frees a claim that nobody settles, wherever looks were cut short and however the clock was moved', () => {
	const attempt = fc.record({
		moveMs: fc.constantFrom(
			0,
			minuteMs,
			20 * minuteMs,
			60 * minuteMs,
			-20 * minuteMs,
			-60 * minuteMs,
		),
		crashAfter: fc.option(fc.nat(6), { nil: undefined }),
	});
	fc.assert(
		fc.property(fc.array(attempt, { maxLength: 4 }), (attempts) => {
			const ledger = aLedger();
			ledger.claim('A');
			let atMs = noon;
			for (const { moveMs, crashAfter } of attempts) {
				atMs += moveMs;
				ledger.claim('A', { atMs, ...(crashAfter !== undefined && { crashAfter }) });
			}
			// Each attempt may have become a claim of its own, and the last look dates what it finds ahead anew.
			const longestMs = (attempts.length + 2) * 30 * minuteMs;
			const endsAtMs = atMs + longestMs;
			let takenOver: boolean | undefined = false;
			while (!takenOver && atMs <= endsAtMs) {
				atMs += minuteMs;
				takenOver = ledger.claim('A', { atMs })?.takenOver;
			}
			expect(takenOver).toBe(true);
		}),
		{ numRuns: Math.ceil(courses / 60) },
	);
}, 600_000);
