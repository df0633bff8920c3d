import { sleep } from 'n8n-workflow';
import type { ReplyHeaders } from '../../../core/api/headers';
import { bookRequest, heedReply, unusedRate, type RateState } from '../../../core/api/rateLimit';

/** What each connection has used of its requests, in this process. */
const rates = new Map<string, RateState>();

/** Waits until the connection may send one more request; `false`, without waiting, when that is past the deadline (epoch ms). */
export async function takeSlot(key: string, deadlineMs: number): Promise<boolean> {
	const nowMs = Date.now();
	const booked = bookRequest(rates.get(key) ?? unusedRate, nowMs);
	if (nowMs + booked.waitMs >= deadlineMs) return false;
	rates.set(key, booked.state);
	if (booked.waitMs > 0) await sleep(booked.waitMs);
	return true;
}

/** Lets every caller of this connection heed what a reply says about its limit. */
export function heed(key: string, reply: { status: number; headers: ReplyHeaders }): void {
	rates.set(key, heedReply(rates.get(key) ?? unusedRate, reply, Date.now()));
}
