import type { Exchange } from './exchange';
import { retryAfterMs, throttledForMs } from './headers';

/** What came of a request, and what may still be done about it. */
export interface RetryQuestion {
	/** How many requests were sent so far, from 1. */
	attempt: number;
	exchange: Exchange;
	/** Whether sending it twice does no harm: all reads, and writes marked so. */
	idempotent: boolean;
	/** The reply was cut off or was a web page. */
	unreadable?: boolean;
	nowMs: number;
	/** Epoch ms after which nothing is sent any more. */
	deadlineMs: number;
	/** 0 to 1; spreads the waits of several runs. */
	jitter: number;
}

/** Whether to send again, and after how many ms. */
export type RetryDecision = { retry: true; waitMs: number } | { retry: false };

const attempts = 4;
const firstWaitMs = 1000;
const passingStatuses = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Decides whether the same request is sent again, and after how many ms; a wait beyond the deadline is not begun. */
export function decideRetry(question: RetryQuestion): RetryDecision {
	const { attempt, idempotent, nowMs, deadlineMs } = question;
	if (!idempotent || attempt >= attempts || !passes(question)) return { retry: false };
	const waitMs = waitBefore(question);
	return nowMs + waitMs < deadlineMs ? { retry: true, waitMs } : { retry: false };
}

function passes({ exchange, unreadable }: RetryQuestion): boolean {
	if (exchange.kind === 'reply') return unreadable === true || passingStatuses.has(exchange.status);
	return (
		exchange.kind === 'timeout' ||
		exchange.kind === 'network' ||
		exchange.kind === 'token_unavailable'
	);
}

/** What Apicbase asks for; else 1, 2, 4 seconds, shortened by up to half. */
function waitBefore({ exchange, attempt, nowMs, jitter }: RetryQuestion): number {
	const backOffMs = Math.round(firstWaitMs * 2 ** (attempt - 1) * (1 - jitter / 2));
	if (exchange.kind !== 'reply') return backOffMs;
	if (exchange.status === 429) return throttledForMs(exchange.headers, nowMs);
	return retryAfterMs(exchange.headers, nowMs) ?? backOffMs;
}
