import type { IDataObject, INodeExecutionData, IPollFunctions, IRun } from 'n8n-workflow';
import type { RunStart } from '../../../core/polling/dispatch';
import { itemOf, withNotices } from '../../../core/polling/items';
import type { RunEnd } from '../../../core/polling/runEnds';
import type { PollSettings } from './settings';
import type { TriggerProcess } from './triggerProcess';

type DonePromise = NonNullable<Parameters<IPollFunctions['__emit']>[2]>;

export const toItem = (json: object): INodeExecutionData => ({ json: json as IDataObject });

/** Starts the runs and follows each to its end, which the next poll takes in; returns why n8n could not start some. */
export function startRuns(
	context: IPollFunctions,
	trigger: TriggerProcess,
	name: string,
	runStarts: readonly RunStart[],
	notices: string[],
	settings: PollSettings,
	nowMs: number,
): Error[] {
	const faults: Error[] = [];
	for (const batch of batchesOf(runStarts, settings.separateRuns)) {
		const items = batch.map((runStart) => {
			const item = itemOf(runStart, { nowMs, externalIdPrefix: settings.externalIdPrefix });
			return toItem(runStart.kind === 'silence' ? item : withNotices(item, notices.splice(0)));
		});
		const outputs = outputsFor(batch, items, settings);
		const fault = startRun(context, trigger, name, batch, outputs, nowMs);
		if (fault !== null) faults.push(fault);
	}
	return faults;
}

/** One run for each, or one for all orders; Given Up and No New Orders always have a run of their own. */
function batchesOf(runStarts: readonly RunStart[], separateRuns: boolean): RunStart[][] {
	if (separateRuns) return runStarts.map((runStart) => [runStart]);
	const orders = runStarts.filter(({ kind }) => kind === 'order');
	const others = runStarts.filter(({ kind }) => kind !== 'order');
	return [...others.map((runStart) => [runStart]), ...(orders.length > 0 ? [orders] : [])];
}

function outputsFor(
	[first]: readonly RunStart[],
	items: INodeExecutionData[],
	{ policy, silenceAlarmHours }: PollSettings,
): INodeExecutionData[][] {
	const kinds = [
		'order',
		...(policy.until === 'success' ? ['given_up'] : []),
		...(silenceAlarmHours > 0 ? ['silence'] : []),
	];
	return kinds.map((kind) => (kind === first?.kind ? items : []));
}

function startRun(
	context: IPollFunctions,
	trigger: TriggerProcess,
	name: string,
	batch: readonly RunStart[],
	outputs: INodeExecutionData[][],
	nowMs: number,
): Error | null {
	const note = (outcome: Pick<RunEnd, 'result' | 'reason'>) => {
		for (const { key, turn, orderedOnMs } of batch)
			trigger.end(name, { key, turn, orderedOnMs, ...outcome, endedAtMs: Date.now() });
	};
	for (const { key, turn } of batch) trigger.begin(key, turn, nowMs);
	const done = deferred();
	done.promise.then(
		(run) => note(readOutcome(run)),
		// n8n rejects it when it could not start the run: a quota is used up, its database is away.
		(fault: unknown) => note({ result: 'not_started', reason: messageOf(fault) }),
	);
	try {
		context.__emit(outputs, undefined, done);
		return null;
	} catch (fault) {
		note({ result: 'not_started', reason: messageOf(fault) });
		return fault instanceof Error ? fault : new Error(String(fault));
	}
}

/**
 * How a run came out. One that waits (for a day, an approval, a form) has taken the order and goes on by itself. In queue
 * mode n8n's word "success" alone is no evidence: when Redis has lost its jobs it numbers them from 1 again, takes the end
 * of another job for the end of this one, and calls a run successful that never began, but not `finished`.
 */
function readOutcome(run: IRun | undefined): Pick<RunEnd, 'result' | 'reason'> {
	if (run === undefined) return { result: 'not_started', reason: null };
	const { status, finished, data } = run;
	if (status === 'waiting' || (status === 'success' && finished !== false))
		return { result: 'success', reason: null };
	const ending =
		status === 'success' ? 'n8n does not know how the run ended.' : `The run ended as "${status}".`;
	return { result: 'failure', reason: data?.resultData?.error?.message ?? ending };
}

/** What a fault says, whatever was thrown. */
export const messageOf = (fault: unknown): string =>
	fault instanceof Error ? fault.message : String(fault);

/** n8n-workflow exports none. */
function deferred(): DonePromise {
	const made = {} as DonePromise;
	made.promise = new Promise<IRun | undefined>((resolve, reject) =>
		Object.assign(made, { resolve, reject }),
	);
	return made;
}
