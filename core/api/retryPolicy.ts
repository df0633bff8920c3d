import { replyDelay, throttleDelay } from './headers';
import type { HttpResult } from './httpResult';

/** What came of a request, and what may still be done about it. */
export interface RetryQuestion {
	/** How many requests were sent so far, from 1. */
	attempt: number;
	result: HttpResult;
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
const passingClientStatuses = new Set([408, 425, 429]);
/** Not Implemented and HTTP Version Not Supported: no later try is answered differently. */
const lastingServerStatuses = new Set([501, 505]);

/** Decides whether the same request is sent again, and after how many ms; a wait beyond the deadline is not begun. */
export function decideRetry(question: RetryQuestion): RetryDecision {
	const { attempt, idempotent, nowMs, deadlineMs } = question;
	if (!idempotent || attempt >= attempts || !passes(question)) return { retry: false };
	const waitMs = waitBefore(question);
	return nowMs + waitMs < deadlineMs ? { retry: true, waitMs } : { retry: false };
}

function passes({ result, unreadable }: RetryQuestion): boolean {
	if (result.kind !== 'reply')
		return (
			result.kind === 'timeout' || result.kind === 'network' || result.kind === 'token_unavailable'
		);
	const { status } = result;
	if (unreadable === true || passingClientStatuses.has(status)) return true;
	return status >= 500 && !lastingServerStatuses.has(status);
}

/** What Apicbase asks for; else, and at least, 1, 2, 4 seconds, shortened by up to half. */
function waitBefore({ result, attempt, nowMs, jitter }: RetryQuestion): number {
	const backOffMs = Math.round(firstWaitMs * 2 ** (attempt - 1) * (1 - jitter / 2));
	if (result.kind !== 'reply') return backOffMs;
	const delay =
		result.status === 429
			? throttleDelay(result.headers, nowMs)
			: replyDelay(result.headers, nowMs);
	return Math.max(backOffMs, delay?.waitMs ?? 0);
}
