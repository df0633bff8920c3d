import type { ReplyHeaders } from './headers';
import { announcedPerMinute, exhaustedForMs, throttledForMs } from './headers';

/** What is known of one connection's use of the API. */
export interface RateState {
	/** When requests were sent or are due, epoch ms, oldest first, none older than a minute. */
	readonly sentMs: readonly number[];
	/** Until when Apicbase takes nothing, epoch ms. */
	readonly closedUntilMs: number;
	/** How many requests Apicbase takes in a minute. */
	readonly perMinute: number;
}

const minuteMs = 60_000;

/** 100 requests a minute, reads and writes together, unless replies say otherwise: https://developers.apicbase.com/reference/rate-limiting */
export const unusedRate: RateState = { sentMs: [], closedUntilMs: 0, perMinute: 100 };

/** Books the next free moment: `waitMs` until it, and the state with it in. */
export function bookRequest(state: RateState, nowMs: number): { waitMs: number; state: RateState } {
	const { perMinute } = state;
	const recent = state.sentMs.filter((sentMs) => sentMs > nowMs - minuteMs);
	const oldestThatCounts =
		recent.length < perMinute ? undefined : recent[recent.length - perMinute];
	const freeAtMs = oldestThatCounts === undefined ? nowMs : oldestThatCounts + minuteMs;
	const dueMs = Math.max(nowMs, freeAtMs, state.closedUntilMs);
	return { waitMs: dueMs - nowMs, state: { ...state, sentMs: [...recent, dueMs] } };
}

/** Takes in what a reply says: how many requests a minute there are, and until when nobody sends because they are used up. */
export function heedReply(
	state: RateState,
	reply: { status: number; headers: ReplyHeaders },
	nowMs: number,
): RateState {
	const throttledMs = reply.status === 429 ? throttledForMs(reply.headers, nowMs) : 0;
	const closedMs = Math.max(throttledMs, exhaustedForMs(reply.headers, nowMs));
	const perMinute = announcedPerMinute(reply.headers) ?? state.perMinute;
	if (closedMs === 0 && perMinute === state.perMinute) return state;
	return {
		...state,
		perMinute,
		closedUntilMs:
			closedMs === 0 ? state.closedUntilMs : Math.max(state.closedUntilMs, nowMs + closedMs),
	};
}
