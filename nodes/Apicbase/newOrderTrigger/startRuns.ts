import type { IDataObject, INodeExecutionData, IPollFunctions, IRun } from 'n8n-workflow';
import type { Handover } from '../../../core/polling/handover';
import { readOutcome, type RunsUnderWay } from './runsUnderWay';

/** Items by output. */
export type Outputs = INodeExecutionData[][];

type DonePromise = NonNullable<Parameters<IPollFunctions['__emit']>[2]>;

export const toItem = (json: object): INodeExecutionData => ({ json: json as IDataObject });

/** Starts one run and follows it to its end, which the next poll takes in. */
export function startFollowedRun(
	context: IPollFunctions,
	{ sighting, attempt }: Handover,
	outputs: Outputs,
	runs: RunsUnderWay,
): void {
	const { key, orderedOnMs } = sighting;
	const note = (outcome: ReturnType<typeof readOutcome>) =>
		runs.end({ key, orderedOnMs, attempt, ...outcome, endedAtMs: Date.now() });
	runs.begin(key);
	const done = deferred();
	done.promise.then(
		(run) => note(readOutcome(run)),
		(fault: Error) => note({ result: 'failure', reason: fault.message }),
	);
	let isStarted = false;
	try {
		context.__emit(outputs, undefined, done);
		isStarted = true;
	} finally {
		if (!isStarted) note(readOutcome(undefined));
	}
}

/** n8n-workflow exports none. */
function deferred(): DonePromise {
	const made = {} as DonePromise;
	made.promise = new Promise<IRun | undefined>((resolve, reject) =>
		Object.assign(made, { resolve, reject }),
	);
	return made;
}
