import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { shareStates, storedState } from '../../../nodes/Apicbase/newOrderTrigger/siblings.ts';
import { TriggerProcess } from '../../../nodes/Apicbase/newOrderTrigger/triggerProcess.ts';
import type { RunEnd } from '../../../core/polling/runEnds.ts';

/** A trigger whose registration is called "name". */
function aTrigger() {
	const trigger = new TriggerProcess();
	trigger.runsOf('name', 0);
	const since = () => trigger.runsOf('name', 0).notStartedSinceMs;
	const end = (key: string, result: RunEnd['result'], turn = 1) =>
		trigger.end('name', { key, turn, orderedOnMs: 0, result, reason: null, endedAtMs: 99 });
	return { trigger, since, end };
}

describe('runs that n8n does not start', () => {
	it('are told as soon when the clock is put back by an hour', () => {
		const { trigger, since, end } = aTrigger();
		for (const [turn, askedAtMs] of [3_700_000, 3_710_000, 100_000].entries()) {
			trigger.begin('a', turn, askedAtMs);
			end('a', 'not_started', turn);
		}
		expect(since()).toBe(100_000);
	});

	it('are counted from the first of two polls in a row', () => {
		const { trigger, since, end } = aTrigger();
		for (const key of ['a', 'b']) trigger.begin(key, 1, 10);
		for (const key of ['a', 'b']) end(key, 'not_started');
		expect(since()).toBeNull();
		trigger.begin('a', 2, 20);
		end('a', 'not_started', 2);
		expect(since()).toBe(10);
	});

	it.each(['success', 'failure'] as const)(
		'are counted from after the last one that it started, however long that took: %s',
		(result) => {
			const { trigger, since, end } = aTrigger();
			for (const [key, askedAtMs] of Object.entries({ a: 10, long: 15, b: 20, c: 30 }))
				trigger.begin(key, 1, askedAtMs);
			for (const key of ['a', 'b', 'c']) end(key, 'not_started');
			// It may have been started.
			expect(since()).toBe(20);
			end('long', result);
			expect(since()).toBe(20);
			trigger.begin('d', 1, 40);
			expect(since()).toBe(20);
			end('d', result);
			expect(since()).toBeNull();
		},
	);

	it('are not counted by the end of an earlier run of the same order', () => {
		const { trigger, since, end } = aTrigger();
		for (const turn of [1, 2, 3]) {
			trigger.begin('a', turn, turn * 10);
			if (turn > 1) end('a', 'not_started', turn);
		}
		end('a', 'success', 1);
		expect(since()).toBe(20);
	});
});

it('stores what the others of a workflow remember, without one whose runs n8n may not have stored', () => {
	const global: IDataObject = {};
	const context = { getWorkflowStaticData: () => global } as unknown as IPollFunctions;
	const inWorkflow = new Map(['one', 'other'].map((id) => [id, new TriggerProcess()]));
	for (const [id, trigger] of inWorkflow) trigger.keep({ name: id }, []);
	shareStates(context, inWorkflow);
	expect(Object.values(global)).toEqual([{ one: { name: 'one' }, other: { name: 'other' } }]);
	inWorkflow.get('one')!.sharesState = false;
	shareStates(context, inWorkflow);
	expect(Object.values(global)).toEqual([{ other: { name: 'other' } }]);
});

it('goes on with its own copy, however damaged, where no other trigger has stored a newer one', () => {
	const own: IDataObject = { startedAtMs: -1, revision: -1 };
	const global: IDataObject = {};
	const context = {
		getNode: () => ({ id: 'one' }),
		getWorkflowStaticData: (type: string) => (type === 'node' ? own : global),
	} as unknown as IPollFunctions;
	expect(storedState(context)).toEqual(own);
	shareStates(
		context,
		new Map([
			['one', Object.assign(new TriggerProcess(), { latest: { startedAtMs: 1, revision: 1 } })],
			['other', new TriggerProcess()],
		]),
	);
	expect(storedState(context)).toEqual({ startedAtMs: 1, revision: 1 });
});
