import { sleep } from 'n8n-workflow';
import type { ReplyHeaders } from '../../../core/api/headers';
import { bookRequest, heedReply, unusedRate, type RateState } from '../../../core/api/rateLimit';
import type { Connection } from './connection';

/** What each connection has used of its requests, in this process. */
const rates = new Map<string, RateState>();

/** Waits until the connection may send one more request, and returns 0; a wait past the deadline (epoch ms) is returned instead, in ms. */
export async function takeSlot({ key }: Connection, deadlineMs: number): Promise<number> {
	const nowMs = Date.now();
	const { waitMs, state } = bookRequest(rates.get(key) ?? unusedRate, nowMs);
	if (waitMs > 0 && nowMs + waitMs >= deadlineMs) return waitMs;
	rates.set(key, state);
	if (waitMs > 0) await sleep(waitMs);
	return 0;
}

/** Lets every caller of this connection heed what a reply says about its limit. */
export function heed({ key }: Connection, reply: { status: number; headers: ReplyHeaders }): void {
	rates.set(key, heedReply(rates.get(key) ?? unusedRate, reply, Date.now()));
}
