import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { TriggerProcess } from './triggerProcess';

/** Without durable cursors n8n stores what all triggers of a workflow remember in one piece: one that writes puts its old copies over the others'. */
const sharedName = 'apicbaseNewOrderTriggers';

/** Writes the newest state of each trigger of the workflow beside this one's own, so that whichever writes last keeps them all. */
export function shareStates(
	context: IPollFunctions,
	inWorkflow: ReadonlyMap<string, TriggerProcess>,
): void {
	if (inWorkflow.size < 2) return;
	context.getWorkflowStaticData('global')[sharedName] = Object.fromEntries(
		[...inWorkflow]
			.filter(([, { sharesState }]) => sharesState)
			.map(([nodeId, { latest }]) => [nodeId, { ...latest } as IDataObject]),
	);
}

/** What n8n has stored for this trigger: its own copy, or a newer one that another trigger has written. */
export function storedState(context: IPollFunctions): IDataObject {
	const own = { ...context.getWorkflowStaticData('node') };
	const shared = context.getWorkflowStaticData('global')[sharedName] as
		Record<string, IDataObject> | undefined;
	const other = { ...shared?.[context.getNode().id] };
	const isNewer =
		count(other.startedAtMs) > count(own.startedAtMs) ||
		(other.startedAtMs === own.startedAtMs && count(other.revision) > count(own.revision));
	return isNewer ? other : own;
}

const count = (value: unknown): number => (typeof value === 'number' ? Math.max(0, value) : 0);
