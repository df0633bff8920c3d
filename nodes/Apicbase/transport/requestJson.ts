import { sleep } from 'n8n-workflow';
import type { HttpReply, HttpResult } from '../../../core/api/httpResult';
import type { Endpoint } from '../../../core/api/endpoints';
import { readHeader, type ReplyHeaders } from '../../../core/api/headers';
import type { ApiProblem } from '../../../core/api/problem';
import {
	describeFailure,
	describeInvalidSetting,
	describeUnexpected,
} from '../../../core/api/describeProblem';
import { parseJson } from '../../../core/json';
import { decideRetry } from '../../../core/api/retryPolicy';
import {
	readConnection,
	type ApiContext,
	type Connection,
	type ConnectionReading,
} from './connection';
import { acquireSlot, recordReply } from './rateLimiter';
import { send, type Outgoing } from './send';

const defaultTimeoutMs = 20_000;
const defaultBudgetMs = 120_000;

/** What is asked of Apicbase. */
export interface ApiRequest extends Endpoint {
	method: 'GET' | 'POST' | 'PATCH';
	query?: Record<string, string | number | boolean | undefined>;
	/** A JSON value, or a body that is sent as it is together with its content type. */
	body?: { json: unknown } | { text: string; contentType: string };
	/** What is to be done, as it follows "Cannot", e.g. `read orders`. */
	doing: string;
	/** Whether sending it twice does no harm; true for GET. */
	idempotent?: boolean;
	/** A later page of a list: a 404 that is no JSON comes from a proxy, and passes. */
	mayBeBehindEnd?: boolean;
	/** Already read, by a caller that sends several requests. */
	connection?: ConnectionReading;
	/** For each request; 20 seconds. */
	timeoutMs?: number;
	/** Epoch ms after which nothing is sent or sent again; two minutes from now. */
	deadlineMs?: number;
}

/** What Apicbase answered, or why that is of no use. */
export type ApiReply =
	| { ok: true; body: unknown; status: number; headers: ReplyHeaders; origin: string }
	| { ok: false; problem: ApiProblem };

/** The only way to Apicbase: sends a request within its rate limit, again where that does no harm, and reads the reply. */
export async function requestJson(context: ApiContext, request: ApiRequest): Promise<ApiReply> {
	const read = request.connection ?? (await readConnection(context));
	if (!read.ok) return { ok: false, problem: describeInvalidSetting(request, read.reason) };
	const { connection } = read;
	const idempotent = request.idempotent ?? request.method === 'GET';
	const deadlineMs = request.deadlineMs ?? Date.now() + defaultBudgetMs;
	for (let attempt = 1; ; attempt += 1) {
		const result = await sendOnce(context, connection, request, idempotent, deadlineMs);
		const outcome = readReply(request, result, connection.origin);
		if (outcome.ok) return outcome;
		const decision = decideRetry({
			attempt,
			result,
			idempotent,
			unreadable: isUnreadable(outcome.problem),
			nowMs: Date.now(),
			deadlineMs,
			jitter: Math.random(),
		});
		if (!decision.retry) return outcome;
		await sleep(decision.waitMs);
	}
}

/** One request, following redirects on the same origin only; a rate limit that lasts past the deadline counts as throttled. */
async function sendOnce(
	context: ApiContext,
	connection: Connection,
	request: ApiRequest,
	idempotent: boolean,
	deadlineMs: number,
): Promise<HttpResult> {
	const outgoing = {
		...outgoingFor(connection, request),
		timeoutMs: request.timeoutMs ?? defaultTimeoutMs,
	};
	for (let hop = 0; ; hop += 1) {
		const throttledMs = await acquireSlot(connection, deadlineMs);
		if (throttledMs > 0)
			return {
				kind: 'reply',
				status: 429,
				headers: { 'retry-after': throttledMs / 1000 },
				text: '',
			};
		const timeoutMs = Math.min(outgoing.timeoutMs, deadlineMs - Date.now());
		if (timeoutMs <= 0) return { kind: 'timeout', afterMs: 0 };
		const result = await send(context, connection, { ...outgoing, timeoutMs });
		if (result.kind !== 'reply') return result;
		recordReply(connection, result);
		const target = idempotent && hop < 3 ? redirectTarget(result, outgoing.url) : undefined;
		if (target === undefined) return result;
		outgoing.url = target;
	}
}

function outgoingFor(
	connection: Connection,
	{ method, path, query = {}, body }: ApiRequest,
): Omit<Outgoing, 'timeoutMs'> {
	const url = new URL(connection.url + path);
	for (const [name, value] of Object.entries(query))
		if (value !== undefined) url.searchParams.set(name, String(value));
	if (body === undefined) return { method, url: url.href };
	return 'json' in body
		? {
				method,
				url: url.href,
				body: JSON.stringify(body.json),
				headers: { 'Content-Type': 'application/json' },
			}
		: { method, url: url.href, body: body.text, headers: { 'Content-Type': body.contentType } };
}

const isUnreadable = ({ kind, status }: ApiProblem): boolean =>
	kind === 'unexpected_reply' && (status === 200 || status === 404);

function readReply(request: ApiRequest, result: HttpResult, origin: string): ApiReply {
	if (
		request.mayBeBehindEnd === true &&
		result.kind === 'reply' &&
		result.status === 404 &&
		!parseJson(result.text).ok
	)
		return { ok: false, problem: describeUnexpected(request, 404, whatCame(result)) };
	if (result.kind !== 'reply' || result.status < 200 || result.status > 299) {
		return { ok: false, problem: describeFailure(request, result, Date.now()) };
	}
	const { status, headers, text } = result;
	if (text.trim() === '' && request.method !== 'GET')
		return { ok: true, body: null, status, headers, origin };
	const parsed = parseJson(text);
	if (parsed.ok) return { ok: true, body: parsed.value, status, headers, origin };
	return { ok: false, problem: describeUnexpected(request, status, whatCame(result)) };
}

function whatCame({ text }: HttpReply): string {
	if (text.trim() === '') return 'an empty reply';
	return /^\s*</.test(text)
		? 'a web page instead of an answer'
		: 'a reply that was cut off or cannot be read';
}

/** Where a redirect leads, when it stays on the origin that was called; `undefined` for everything else. */
function redirectTarget({ status, headers }: HttpReply, calledUrl: string): string | undefined {
	const location = status >= 300 && status < 400 ? readHeader(headers, 'location') : undefined;
	if (location === undefined || !URL.canParse(location, calledUrl)) return undefined;
	const target = new URL(location, calledUrl);
	return target.origin === new URL(calledUrl).origin ? target.href : undefined;
}
