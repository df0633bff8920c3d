import { sleep } from 'n8n-workflow';
import type { Exchange } from '../../../core/api/exchange';
import type { Endpoint } from '../../../core/api/endpoints';
import type { ReplyHeaders } from '../../../core/api/headers';
import type { ApiProblem } from '../../../core/api/problem';
import { describeExchange, describeSetting, describeUnexpected } from '../../../core/api/problems';
import { parseJson } from '../../../core/json';
import { decideRetry } from '../../../core/api/retryPolicy';
import {
	readConnection,
	type ApiContext,
	type Connection,
	type ConnectionReading,
} from './connection';
import { exchange, type Outgoing } from './exchange';
import { redirectTarget } from './redirectTarget';
import { heed, takeSlot } from './takeSlot';

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
	/** Where somebody who sends several has read it already. */
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

type Reply = Extract<Exchange, { kind: 'reply' }>;

/** The only way to Apicbase: sends a request within its rate limit, again where that does no harm, and reads the reply. */
export async function requestJson(context: ApiContext, request: ApiRequest): Promise<ApiReply> {
	const read = request.connection ?? (await readConnection(context));
	if (!read.ok) return { ok: false, problem: describeSetting(request, read.reason) };
	const { connection } = read;
	const idempotent = request.idempotent ?? request.method === 'GET';
	const deadlineMs = request.deadlineMs ?? Date.now() + defaultBudgetMs;
	for (let attempt = 1; ; attempt += 1) {
		const came = await sendOnce(context, connection, request, idempotent, deadlineMs);
		const outcome = readReply(request, came, connection.origin);
		if (outcome.ok) return outcome;
		const decision = decideRetry({
			attempt,
			exchange: came,
			idempotent,
			unreadable: outcome.problem.kind === 'unexpected_reply' && outcome.problem.status === 200,
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
): Promise<Exchange> {
	const outgoing = {
		...outgoingFor(connection, request),
		timeoutMs: request.timeoutMs ?? defaultTimeoutMs,
	};
	for (let hop = 0; ; hop += 1) {
		const throttledMs = await takeSlot(connection, deadlineMs);
		if (throttledMs > 0)
			return {
				kind: 'reply',
				status: 429,
				headers: { 'retry-after': throttledMs / 1000 },
				text: '',
			};
		const timeoutMs = Math.min(outgoing.timeoutMs, deadlineMs - Date.now());
		if (timeoutMs <= 0) return { kind: 'timeout', afterMs: 0 };
		const came = await exchange(context, connection, { ...outgoing, timeoutMs });
		if (came.kind !== 'reply') return came;
		heed(connection, came);
		const target = idempotent && hop < 3 ? redirectTarget(came, outgoing.url) : undefined;
		if (target === undefined) return came;
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

function readReply(request: ApiRequest, came: Exchange, origin: string): ApiReply {
	if (came.kind !== 'reply' || came.status < 200 || came.status > 299) {
		return { ok: false, problem: describeExchange(request, came, Date.now()) };
	}
	const { status, headers, text } = came;
	if (text.trim() === '' && request.method !== 'GET')
		return { ok: true, body: null, status, headers, origin };
	const parsed = parseJson(text);
	if (parsed.ok) return { ok: true, body: parsed.value, status, headers, origin };
	return { ok: false, problem: describeUnexpected(request, status, whatCame(came)) };
}

function whatCame({ text }: Reply): string {
	if (text.trim() === '') return 'an empty reply';
	return /^\s*</.test(text)
		? 'a web page instead of an answer'
		: 'a reply that was cut off or cannot be read';
}
