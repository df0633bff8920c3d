import type { IPollFunctions } from 'n8n-workflow';
import type { PollMemory } from '../../../core/polling/memory';
import { writeMemory } from '../../../core/polling/writeMemory';

/** What n8n stores for this trigger; `undefined` when it never polled. */
export function readStored(context: IPollFunctions): Record<string, unknown> | undefined {
	const stored = context.getWorkflowStaticData('node');
	return Object.keys(stored).length > 0 ? { ...stored } : undefined;
}

/** Writes what has changed, whole top-level values only: n8n notices no other change. */
export function store(context: IPollFunctions, memory: PollMemory): void {
	const stored = context.getWorkflowStaticData('node');
	for (const [name, value] of Object.entries(writeMemory(memory)))
		if (stored[name] !== value) stored[name] = value;
}

/**
 * Has n8n keep what the poll at publishing began with. With durable cursors n8n stores what any poll but that one leaves
 * behind, so a crash within the first minute would make later orders count as old (docs/decisions.md). Without them it
 * does nothing.
 */
export async function keepBeginning(context: IPollFunctions): Promise<void> {
	await context.__commitCursor?.();
}
