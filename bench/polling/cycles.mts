import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/startSandbox.mts';
import { cpuMs } from '../n8n/processCost.mts';

/** What one second of the cycle cost, a figure a cycle. */
export interface SlotCost {
	cpuMs: number[];
	/** Requests to the order list. */
	requests: number[];
}

const secondMs = 1000;
/** CPU is read this long before the second ends, so that the next one is not in it. */
const aheadMs = 20;

/** Watches n8n second by second, over whole cycles; slot 0 is the second that divides by the length of the cycle. */
export async function watchCycles(
	{ pid }: { pid: number },
	sandbox: Sandbox,
	{ cycleSeconds, cycles }: { cycleSeconds: number; cycles: number },
	beforeEach: () => void,
): Promise<SlotCost[]> {
	const slots = Array.from({ length: cycleSeconds }, (): SlotCost => ({ cpuMs: [], requests: [] }));
	const cycleMs = cycleSeconds * secondMs;
	const startMs = (Math.floor(Date.now() / cycleMs) + 1) * cycleMs;
	await until(startMs - aheadMs);
	for (let cycle = 0; cycle < cycles; cycle += 1) {
		beforeEach();
		for (const [slot, cost] of slots.entries()) {
			const fromMs = startMs + cycle * cycleMs + slot * secondMs;
			const before = cpuMs(pid);
			await until(fromMs + secondMs - aheadMs);
			cost.cpuMs.push(cpuMs(pid) - before);
			cost.requests.push(
				sandbox.state.requests.filter(
					({ at, path }) =>
						path.includes('purchase_orders') &&
						Date.parse(at) >= fromMs &&
						Date.parse(at) < fromMs + secondMs,
				).length,
			);
		}
	}
	return slots;
}

const until = (timeMs: number): Promise<void> => pause(Math.max(0, timeMs - Date.now()));
