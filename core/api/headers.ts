/** Reply headers as an HTTP client hands them over; names in any case. */
export type ReplyHeaders = Readonly<Record<string, unknown>>;

/** What Apicbase counts requests over (https://developers.apicbase.com/reference/rate-limiting). */
const minuteMs = 60_000;
/** Above this a reset is taken as a moment (Unix seconds), below as a number of seconds. */
const earliestEpochSeconds = 1_000_000_000;

/** One header's text, whatever the case of its name. */
export function readHeader(headers: ReplyHeaders, name: string): string | undefined {
	const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
	const value: unknown = Array.isArray(found?.[1]) ? found[1][0] : found?.[1];
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
}

/** How long Apicbase asks to wait, in ms from now: `Retry-After` as seconds or as a date. */
export function retryAfterMs(headers: ReplyHeaders, nowMs: number): number | undefined {
	const retryAfter = readHeader(headers, 'retry-after');
	if (retryAfter === undefined) return undefined;
	const waitMs = /^\d+(\.\d+)?$/.test(retryAfter)
		? Number(retryAfter) * 1000
		: Date.parse(retryAfter) - nowMs;
	return Number.isFinite(waitMs) ? Math.max(0, waitMs) : undefined;
}

/** How long a throttled caller is to wait, in ms from now: as asked, else until the rate limit's reset, else a minute. */
export const throttledForMs = (headers: ReplyHeaders, nowMs: number): number =>
	retryAfterMs(headers, nowMs) ?? resetWaitMs(headers, nowMs) ?? minuteMs;

/** How long no request is left, in ms from now: 0 while the headers say that some are, or say nothing. */
export function exhaustedForMs(headers: ReplyHeaders, nowMs: number): number {
	const remaining = rateHeader(headers, 'remaining');
	if (remaining === undefined || Number(remaining) !== 0) return 0;
	return resetWaitMs(headers, nowMs) ?? minuteMs;
}

/** How many requests a minute Apicbase says it takes; `undefined` when it does not say. */
export function announcedPerMinute(headers: ReplyHeaders): number | undefined {
	const limit = Number.parseInt(rateHeader(headers, 'limit') ?? '', 10);
	return limit > 0 ? limit : undefined;
}

function resetWaitMs(headers: ReplyHeaders, nowMs: number): number | undefined {
	const reset = Number(rateHeader(headers, 'reset') ?? Number.NaN);
	if (!Number.isFinite(reset) || reset < 0) return undefined;
	return reset >= earliestEpochSeconds ? Math.max(0, reset * 1000 - nowMs) : reset * 1000;
}

// The names are cut off in every public copy of Apicbase's page, so the usual spellings are read.
function rateHeader(
	headers: ReplyHeaders,
	part: 'limit' | 'remaining' | 'reset',
): string | undefined {
	return (
		readHeader(headers, `ratelimit-${part}`) ??
		readHeader(headers, `x-ratelimit-${part}`) ??
		readHeader(headers, `x-rate-limit-${part}`)
	);
}
