import type { ReplyHeaders } from './headers';
import { announcedPerMinute, exhaustedDelay, throttleDelay } from './headers';

/** What is known of one account's use of the API. */
export interface RateState {
	/** When requests were sent or are due, epoch ms, oldest first, none older than the window. */
	readonly sentMs: readonly number[];
	/** Until when Apicbase takes nothing, epoch ms. */
	readonly closedUntilMs: number;
	/** How many requests Apicbase takes in a minute. */
	readonly perMinute: number;
	/** The latest moment that the clock has shown, epoch ms. */
	readonly latestMs: number;
}

/** A second more than a minute: requests do not all take equally long to arrive. */
const windowMs = 61_000;

/** 100 requests a minute, reads and writes together, unless replies say otherwise: https://developers.apicbase.com/reference/rate-limiting */
export const unusedRate: RateState = {
	sentMs: [],
	closedUntilMs: 0,
	perMinute: 100,
	latestMs: 0,
};

/** The state by the clock as it is now: one that was put back takes all moments with it, so that nobody waits until it has caught up. */
export function byClock(state: RateState, nowMs: number): RateState {
	const backMs = Math.max(0, state.latestMs - nowMs);
	return {
		...state,
		sentMs: state.sentMs.map((sentMs) => sentMs - backMs),
		closedUntilMs: state.closedUntilMs - backMs,
		latestMs: nowMs,
	};
}

/** Reserves the next free moment: when it is (epoch ms), how long until then, and the state that holds it. */
export function reserve(
	state: RateState,
	nowMs: number,
): { dueMs: number; waitMs: number; state: RateState } {
	const rate = byClock(state, nowMs);
	const { perMinute } = rate;
	const recent = rate.sentMs.filter((sentMs) => sentMs > nowMs - windowMs);
	const oldestThatCounts =
		recent.length < perMinute ? undefined : recent[recent.length - perMinute];
	const freeAtMs = oldestThatCounts === undefined ? nowMs : oldestThatCounts + windowMs;
	const dueMs = Math.max(nowMs, freeAtMs, rate.closedUntilMs);
	const sentMs = [...recent, dueMs].sort((one, other) => one - other);
	return { dueMs, waitMs: dueMs - nowMs, state: { ...rate, sentMs } };
}

/** Gives a reserved moment back. */
export function release(state: RateState, dueMs: number): RateState {
	const index = state.sentMs.lastIndexOf(dueMs);
	return { ...state, sentMs: state.sentMs.filter((_, at) => at !== index) };
}

/** Records what a reply says about the limit: how many requests a minute, and until when they are used up. */
export function recordReply(
	state: RateState,
	reply: { status: number; headers: ReplyHeaders },
	nowMs: number,
): RateState {
	const delay =
		reply.status === 429
			? throttleDelay(reply.headers, nowMs)
			: exhaustedDelay(reply.headers, nowMs);
	const perMinute = announcedPerMinute(reply.headers) ?? state.perMinute;
	if (delay === undefined && perMinute === state.perMinute) return state;
	const rate = byClock(state, nowMs);
	const closedUntilMs = nowMs + (delay?.waitMs ?? 0);
	return { ...rate, perMinute, closedUntilMs: Math.max(rate.closedUntilMs, closedUntilMs) };
}
