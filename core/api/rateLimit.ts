import type { ReplyHeaders } from './headers';
import { exhaustedForMs, throttledForMs } from './headers';

/** What is known of one connection's use of the API. */
export interface RateState {
	/** When requests were sent or are due, epoch ms, oldest first, none older than a minute. */
	readonly sentMs: readonly number[];
	/** Until when Apicbase takes nothing, epoch ms. */
	readonly closedUntilMs: number;
}

/** 100 requests a minute, reads and writes together: https://developers.apicbase.com/reference/rate-limiting */
export const requestsPerMinute = 100;
const minuteMs = 60_000;

export const unusedRate: RateState = { sentMs: [], closedUntilMs: 0 };

/** Books the next free moment: `waitMs` until it, and the state with it in. */
export function bookRequest(state: RateState, nowMs: number, perMinute = requestsPerMinute): { waitMs: number; state: RateState } {
	const recent = state.sentMs.filter((sentMs) => sentMs > nowMs - minuteMs);
	const oldestThatCounts = recent.length < perMinute ? undefined : recent[recent.length - perMinute];
	const freeAtMs = oldestThatCounts === undefined ? nowMs : oldestThatCounts + minuteMs;
	const dueMs = Math.max(nowMs, freeAtMs, state.closedUntilMs);
	return { waitMs: dueMs - nowMs, state: { sentMs: [...recent, dueMs], closedUntilMs: state.closedUntilMs } };
}

/** Takes in what a reply says: nobody sends before a throttled caller may again, or before a used-up limit resets. */
export function heedReply(state: RateState, reply: { status: number; headers: ReplyHeaders }, nowMs: number): RateState {
	const throttledMs = reply.status === 429 ? throttledForMs(reply.headers, nowMs) : 0;
	const closedMs = Math.max(throttledMs, exhaustedForMs(reply.headers, nowMs));
	return closedMs === 0 ? state : { ...state, closedUntilMs: Math.max(state.closedUntilMs, nowMs + closedMs) };
}
