import { sleep } from 'n8n-workflow';
import type { ReplyHeaders } from '../../../core/api/headers';
import {
	byClock,
	recordReply as recordedReply,
	release,
	reserve,
	unusedRate,
	type RateState,
} from '../../../core/api/rateLimit';
import type { Connection } from './connection';

/** What each account has used of its requests, in this process; all nodes share one bundle, and so this. */
const rates = new Map<string, RateState>();

const rateOf = (account: string): RateState => rates.get(account) ?? unusedRate;

/** Waits until the account may send one more request, and returns 0; a wait past the deadline (epoch ms) is returned instead, in ms. */
export async function acquireSlot({ account }: Connection, deadlineMs: number): Promise<number> {
	for (;;) {
		const nowMs = Date.now();
		const { dueMs, waitMs, state } = reserve(rateOf(account), nowMs);
		if (waitMs > 0 && dueMs >= deadlineMs) return waitMs;
		rates.set(account, state);
		if (waitMs === 0) return 0;
		await sleep(waitMs);
		// Meanwhile a reply may have closed the account for longer.
		const afterMs = Date.now();
		if (byClock(rateOf(account), afterMs).closedUntilMs <= afterMs) return 0;
		rates.set(account, release(rateOf(account), dueMs));
	}
}

/** Records for every caller of this account what a reply says about its limit. */
export function recordReply(
	{ account }: Connection,
	reply: { status: number; headers: ReplyHeaders },
): void {
	rates.set(account, recordedReply(rateOf(account), reply, Date.now()));
}
