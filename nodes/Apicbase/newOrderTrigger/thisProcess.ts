import type { IPollFunctions } from 'n8n-workflow';
import { RunsUnderWay } from './runsUnderWay';

/** What this process knows of one trigger beside what n8n stores. A restart loses it, and nothing depends on it then. */
interface TriggerInProcess {
	isPolling: boolean;
	runs: RunsUnderWay | undefined;
	/** What the next item has to say about faults that were held back. */
	heldBack: string | undefined;
}

const triggers = new Map<string, TriggerInProcess>();

/** What this process knows of the trigger that polls, by workflow and node. */
export function thisTrigger(context: IPollFunctions): TriggerInProcess {
	const key = `${context.getWorkflow().id}:${context.getNode().id}`;
	const trigger = triggers.get(key) ?? { isPolling: false, runs: undefined, heldBack: undefined };
	triggers.set(key, trigger);
	return trigger;
}

/** The runs of the trigger with this memory; a memory that began anew knows nothing of the runs before. */
export function runsOf(trigger: TriggerInProcess, startedAtMs: number): RunsUnderWay {
	if (trigger.runs?.startedAtMs !== startedAtMs) trigger.runs = new RunsUnderWay(startedAtMs);
	return trigger.runs;
}
