import { quoteForeign } from '../text';
import {
	firstPauseMs,
	hourMs,
	pauseAfterMs,
	type DeliveryPolicy,
	type Parcel,
	type PollState,
} from './state';

/** How a run came out; `not_started` when n8n started none. */
export interface RunEnd {
	key: string;
	turn: number;
	/** Epoch ms by Apicbase's clock. */
	orderedOnMs: number;
	result: 'success' | 'failure' | 'not_started';
	reason: string | null;
	endedAtMs: number;
}

/** What this process knows of the trigger's runs. */
export interface RunsInProcess {
	underWay: ReadonlySet<string>;
	ends: readonly RunEnd[];
	/** Since when n8n has started none of the runs it was asked for, epoch ms; `null` while it does. */
	notStartedSinceMs: number | null;
}

/** The key under which a silence item is followed; no order has it, since theirs are digests. */
export const silenceKey = 'silence';

/** A run that has not ended after this long is no longer waited for: its order is dispatched again. */
const doubtAfterMs = 6 * hourMs;
const doubtAfter = (policy: DeliveryPolicy): number =>
	policy.until === 'fetched' ? Math.max(hourMs, policy.redeliverAfterMs) : doubtAfterMs;
const longestReason = 200;

/** Applies how runs ended. An end that was applied before changes nothing. */
export function applyRunEnds(
	state: PollState,
	ends: readonly RunEnd[],
	policy: DeliveryPolicy,
): void {
	for (const end of ends) {
		if (end.key === silenceKey) applySilenceEnd(state, end, policy);
		else applyRunEnd(state, end, policy);
	}
}

function applyRunEnd(state: PollState, end: RunEnd, policy: DeliveryPolicy): void {
	const parcel = state.parcels.get(end.key);
	if (parcel === undefined) {
		// n8n may have run the order and yet not stored that it was dispatched.
		if (end.result === 'success' && policy.until !== 'fetched' && !state.seen.has(end.key))
			settle(state, end.key, end.orderedOnMs);
		return;
	}
	if (parcel.output === 'orders' && end.result === 'success' && policy.until === 'success')
		return settle(state, end.key, parcel.orderedOnMs);
	if (parcel.turn !== end.turn || parcel.stage !== 'running') return;
	if (end.result === 'not_started') {
		// What was given up keeps the reason for that.
		const reason = parcel.output === 'orders' ? cut(end.reason) : null;
		if (parcel.output === 'orders') parcel.attempt -= 1;
		rest(parcel, end.endedAtMs, reason ?? parcel.reason);
	} else if (parcel.output === 'given_up') {
		if (end.result === 'success') parcel.stage = 'reported';
		else rest(parcel, end.endedAtMs + firstPauseMs(policy), parcel.reason);
	} else if (policy.until === 'once') settle(state, end.key, parcel.orderedOnMs);
	else if (policy.until === 'fetched') {
		// Only the mark at Apicbase settles it, whatever became of the run.
		parcel.hasEndedWell ||= end.result === 'success';
		rest(parcel, parcel.atMs + policy.redeliverAfterMs, cut(end.reason));
	} else {
		parcel.failures += 1;
		rest(
			parcel,
			end.endedAtMs + pauseAfterMs(policy.retryAfterMs, parcel.failures),
			cut(end.reason),
		);
		if (parcel.failures >= policy.maxAttempts) giveUp(parcel);
	}
}

function applySilenceEnd(
	state: PollState,
	{ turn, result, endedAtMs }: RunEnd,
	policy: DeliveryPolicy,
): void {
	const { silence } = state;
	if (silence?.turn !== turn) return;
	if (result === 'success') state.silence = null;
	else Object.assign(silence, { isRunning: false, atMs: endedAtMs + firstPauseMs(policy) });
}

/**
 * Dispatches again, after a pause, what was handed to runs that this process does not know because it was restarted, and to
 * runs that have been under way for hours. Neither counts as a failed attempt.
 */
export function requeueLost(
	state: PollState,
	underWay: ReadonlySet<string>,
	policy: DeliveryPolicy,
	nowMs: number,
): void {
	for (const [key, parcel] of state.parcels) {
		if (parcel.stage !== 'running') continue;
		const isDoubted = nowMs - parcel.atMs >= doubtAfter(policy);
		if (underWay.has(key) && !isDoubted) continue;
		if (policy.until === 'once' && parcel.output === 'orders') {
			settle(state, key, parcel.orderedOnMs);
			continue;
		}
		if (underWay.has(key) && policy.until === 'success')
			state.notices.push(
				`A run of order ${parcel.orderNumber} has not ended for ${Math.floor((nowMs - parcel.atMs) / hourMs)} hours; the order starts another run.`,
			);
		const pauseMs = policy.until === 'fetched' ? policy.redeliverAfterMs : firstPauseMs(policy);
		rest(parcel, Math.min(parcel.atMs, nowMs) + pauseMs, parcel.reason);
	}
	const { silence } = state;
	if (silence?.isRunning && (!underWay.has(silenceKey) || nowMs - silence.atMs >= doubtAfterMs))
		silence.isRunning = false;
}

/** Brings orders back that were given up, when more attempts are allowed than they had. */
export function requeueGivenUp(state: PollState, policy: DeliveryPolicy, nowMs: number): void {
	for (const parcel of state.parcels.values()) {
		if (parcel.output !== 'given_up') continue;
		if (policy.until !== 'success' || parcel.failures >= policy.maxAttempts) continue;
		// Given up because Apicbase lists it no more: not before it is listed again.
		if (parcel.absences > 0) continue;
		parcel.output = 'orders';
		rest(parcel, nowMs, parcel.reason);
	}
}

/** Marks an entry as settled. */
export function settle(state: PollState, key: string, orderedOnMs: number): void {
	state.parcels.delete(key);
	state.waiting.delete(key);
	state.seen.add(key, orderedOnMs);
}

export function giveUp(parcel: Parcel): void {
	parcel.output = 'given_up';
	parcel.stage = 'waiting';
}

function rest(parcel: Parcel, untilMs: number, reason: string | null): void {
	parcel.stage = 'resting';
	parcel.atMs = untilMs;
	parcel.reason = reason;
}

/** A reason goes into items and mails, and may be what an ERP said. */
const cut = (reason: string | null): string | null =>
	reason === null ? null : quoteForeign(reason, longestReason);
