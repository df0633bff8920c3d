import type { IPollFunctions } from 'n8n-workflow';
import type { PollMemory } from '../../../core/polling/memory';
import { writeMemory } from '../../../core/polling/writeMemory';
import { thisTrigger } from './thisProcess';

const beginningLastsMs = 300_000;

/** What n8n stores for this trigger; `undefined` when it never polled. */
export function readStored(context: IPollFunctions): Record<string, unknown> | undefined {
	const stored = context.getWorkflowStaticData('node');
	if (Object.keys(stored).length > 0) return { ...stored };
	const { beginning } = thisTrigger(context);
	// Any other mode is a publishing or starting of its own, which begins where it stands.
	const isLater = context.getActivationMode() === 'update';
	return isLater && beginning !== undefined && Date.now() - beginning.atMs < beginningLastsMs ? beginning.stored : undefined;
}

/** Writes what has changed, whole top-level values only: n8n notices no other change. */
export function store(context: IPollFunctions, memory: PollMemory): void {
	const stored = context.getWorkflowStaticData('node');
	const isBeginning = Object.keys(stored).length === 0;
	const written = writeMemory(memory);
	for (const [name, value] of Object.entries(written)) if (stored[name] !== value) stored[name] = value;
	const trigger = thisTrigger(context);
	if (context.getActivationMode() !== 'update') trigger.beginning = isBeginning ? { stored: written, atMs: Date.now() } : undefined;
}
