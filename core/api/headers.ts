import { minuteMs } from '../timestamp';

/** Reply headers as an HTTP client hands them over; names in any case. */
export type ReplyHeaders = Readonly<Record<string, unknown>>;

/** How long Apicbase wants a caller to wait. */
export interface ReplyDelay {
	/** How long to wait, in ms: never longer than 15 minutes, never shorter than a second. */
	waitMs: number;
	/** How long Apicbase asked for, in ms. */
	askedMs: number;
}

const secondMs = 1000;
/** A clock that is wrong, or a proxy's guess, must not stop the orders of a whole day. */
const longestWaitMs = 15 * minuteMs;
/** What "now" means between machines: asking again at once would be refused again. */
const shortestWaitMs = secondMs;

/** Above these a number is a Unix moment, in seconds or ms; below it is a number of seconds. */
const earliestEpochSeconds = 1_000_000_000;
const earliestEpochMs = 1_000_000_000_000;

/** The two forms of a date that proxies and servers write: RFC 9110's and ISO 8601. */
const date = /^[A-Za-z]{3,9},? |^\d{4}-\d\d-\d\dT/;

/** One header's text, whatever the case of its name. */
export function readHeader(headers: ReplyHeaders, name: string): string | undefined {
	const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
	const value: unknown = Array.isArray(found?.[1]) ? found[1][0] : found?.[1];
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
}

/** Their clock when they replied, epoch ms; `undefined` when the reply has no `Date`. */
export function repliedAtMs(headers: ReplyHeaders): number | undefined {
	const written = readHeader(headers, 'date') ?? '';
	const moment = date.test(written) ? Date.parse(written) : Number.NaN;
	return Number.isFinite(moment) ? moment : undefined;
}

/** How long `Retry-After` asks to wait: seconds or a date, read against their clock; `undefined` without a readable one. */
export const replyDelay = (headers: ReplyHeaders, nowMs: number): ReplyDelay | undefined =>
	readDelay(readHeader(headers, 'retry-after'), repliedAtMs(headers) ?? nowMs);

/** How long a throttled caller is to wait: as asked, else until the rate limit's reset, else a minute. */
export const throttleDelay = (headers: ReplyHeaders, nowMs: number): ReplyDelay =>
	replyDelay(headers, nowMs) ?? resetDelay(headers, nowMs);

/** How long no request is left; `undefined` while the headers say that some are, or say nothing. */
export function exhaustedDelay(headers: ReplyHeaders, nowMs: number): ReplyDelay | undefined {
	const remaining = Number.parseInt(rateHeader(headers, 'remaining') ?? '', 10);
	return remaining <= 0 ? resetDelay(headers, nowMs) : undefined;
}

/** How many requests a minute Apicbase says it takes; `undefined` when it does not say. A window other than a minute (`100;w=30`) is converted. */
export function announcedPerMinute(headers: ReplyHeaders): number | undefined {
	const announced = rateHeader(headers, 'limit') ?? '';
	const limit = Number.parseInt(announced, 10);
	const windowSeconds = Number(/;\s*w\s*=\s*(\d+)/.exec(announced)?.[1] ?? 60);
	if (!(limit > 0) || !(windowSeconds > 0)) return undefined;
	return Math.max(1, Math.floor((limit * 60) / windowSeconds));
}

const resetDelay = (headers: ReplyHeaders, nowMs: number): ReplyDelay =>
	readDelay(rateHeader(headers, 'reset'), repliedAtMs(headers) ?? nowMs) ?? {
		waitMs: minuteMs,
		askedMs: minuteMs,
	};

function readDelay(written: string | undefined, theirNowMs: number): ReplyDelay | undefined {
	const askedMs = delayMs(written ?? '', theirNowMs);
	if (!Number.isFinite(askedMs)) return undefined;
	return { waitMs: Math.min(Math.max(askedMs, shortestWaitMs), longestWaitMs), askedMs };
}

/** `NaN` for what is neither a number of at least 0 nor a date. */
function delayMs(written: string, theirNowMs: number): number {
	if (/^\d+(\.\d+)?$/.test(written)) {
		const number = Number(written);
		if (number >= earliestEpochMs) return Math.max(0, number - theirNowMs);
		if (number >= earliestEpochSeconds) return Math.max(0, number * secondMs - theirNowMs);
		return number * secondMs;
	}
	return date.test(written) ? Math.max(0, Date.parse(written) - theirNowMs) : Number.NaN;
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
