import { isTransient, type ApiProblem } from '../api/problem';
import { minuteMs } from './state';

/** Which poll of a registration a fault fell into. */
export interface FaultedPoll {
	/** Counted from 1 within the registration, as far as this process knows. */
	number: number;
	/** Since the registration's first poll. */
	sinceFirstMs: number;
	/** Whether n8n's scheduler made the poll: it waits and tries again after a fault. */
	isScheduled: boolean;
	/** Whether the trigger has worked before this registration. */
	hasMemory: boolean;
	/** Whether a poll of this registration has worked. */
	hasWorked: boolean;
}

const heldBackPolls = 2;
const heldBackMs = 10 * minuteMs;

/**
 * Whether a fault is thrown, so that it becomes a visible execution, or held back. n8n switches a trigger off for good
 * when the poll at publishing or starting fails a few times; a trigger that has worked survives any fault there, a new
 * one only those that pass. Once a poll of the registration has worked, every fault is told.
 */
export function faultPolicy(
	problem: Pick<ApiProblem, 'kind'>,
	{ number, sinceFirstMs, isScheduled, hasMemory, hasWorked }: FaultedPoll,
): 'throw' | 'hold_back' {
	const isHeld = isTransient(problem) || hasMemory;
	if (isScheduled || hasWorked || !isHeld) return 'throw';
	return number <= heldBackPolls && sinceFirstMs < heldBackMs ? 'hold_back' : 'throw';
}
