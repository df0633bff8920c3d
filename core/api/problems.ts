import type { Exchange } from './exchange';
import { retryAfterMs, throttledForMs } from './headers';
import type { ApiProblem, ProblemKind } from './problem';
import { readReplyWords, type ReplyWords } from './replyWords';

/** What a sentence about a request needs to know of it. */
export interface Attempted {
	/** What was to be done, as it follows "Cannot", e.g. `read orders`. */
	doing: string;
	/** The OAuth2 scope it needs. */
	scope: string;
}

type Reply = Extract<Exchange, { kind: 'reply' }>;

const credential = "the credential 'Apicbase OAuth2 API'";

/** Puts a reply that is not a 2XX, or no reply at all, into words. */
export function describeExchange(
	attempted: Attempted,
	exchange: Exchange,
	nowMs: number,
): ApiProblem {
	if (exchange.kind === 'reply') return describeReply(attempted, exchange, nowMs);
	const say = problemAbout(attempted, null);
	switch (exchange.kind) {
		case 'timeout':
			return say(
				'timeout',
				`Apicbase did not answer ${exchange.afterMs < 1500 ? 'in time' : `within ${Math.round(exchange.afterMs / 1000)} seconds`}.`,
				'Run it again later; if it keeps happening, ask Apicbase support.',
			);
		case 'network':
			return say(
				'network',
				'Apicbase could not be reached.',
				`Check the base URL in ${credential} and this server's connection to the internet${exchange.code === null ? '' : ` (${exchange.code})`}.`,
			);
		case 'token_refused':
			return say(
				'credential',
				'Apicbase gave no access token.',
				`Check the client ID, the client secret, the scope and the access token URL in ${credential}${exchange.reason === null ? '' : ` (${exchange.reason})`}.`,
			);
		case 'token_unavailable':
			return say(
				'unavailable',
				'Apicbase gives out no access tokens right now.',
				'Run it again later; nothing was changed.',
			);
		case 'not_connected':
			return say(
				'credential',
				'The connection to Apicbase was never signed in.',
				`Open ${credential} and connect the account.`,
			);
		case 'cancelled':
			return say('cancelled', 'The run was stopped.', 'Run it again.');
	}
}

/** A setting with which nothing can be sent. */
export const describeSetting = (attempted: Attempted, reason: string): ApiProblem =>
	problemAbout(attempted, null)(
		'configuration',
		reason,
		`Enter an https address in ${credential}, e.g. https://api.apicbase.com.`,
	);

/** A 2XX reply that is not what the API documents; `what` says what came instead, e.g. "a web page". */
export const describeUnexpected = (
	attempted: Attempted,
	status: number,
	what: string,
): ApiProblem =>
	problemAbout(attempted, status)(
		'unexpected_reply',
		`Apicbase sent ${what}.`,
		`Check the base URL in ${credential}; if it is right, run it again later.`,
	);

function describeReply(
	attempted: Attempted,
	{ status, headers, text }: Reply,
	nowMs: number,
): ApiProblem {
	const words = readReplyWords(text);
	const say = problemAbout(attempted, status, words.detail);
	if (status === 401)
		return say(
			'credential',
			'Apicbase does not accept the access token.',
			`Check the client ID and the client secret in ${credential}.`,
		);
	if (status === 403)
		return say(
			'permission',
			'This connection is not allowed to do that.',
			`Ask Apicbase to give the application the scope "${attempted.scope}", and enter it in ${credential}.`,
		);
	if (status === 404)
		return say(
			'not_found',
			'Apicbase does not know it.',
			`Check the number you entered, and the base URL in ${credential}.`,
		);
	if (status === 409)
		return say(
			'conflict',
			'Apicbase holds something that stands against it.',
			'Look at the record in Apicbase, then run it again.',
		);
	if (status === 429) {
		const problem = say(
			'rate_limited',
			'Apicbase takes 100 requests a minute and has had more.',
			'Run it again in a minute, and let other workflows with this credential run less often.',
		);
		return { ...problem, retryAfterMs: throttledForMs(headers, nowMs) };
	}
	if (status >= 300 && status < 400)
		return say(
			'unexpected_reply',
			'Apicbase sent the request on to another address, where the access token must not go.',
			`Check the base URL in ${credential}.`,
		);
	if (status >= 500 || status === 408 || status === 425) {
		const waitMs = retryAfterMs(headers, nowMs);
		const problem = say(
			'unavailable',
			'Apicbase is not available right now.',
			'Run it again later; if it keeps happening, ask Apicbase support.',
		);
		return waitMs === undefined ? problem : { ...problem, retryAfterMs: waitMs };
	}
	return {
		...say('bad_request', sayRefusal(words), 'Change what is named here, then run it again.'),
		fields: words.fields,
	};
}

function sayRefusal({ detail, fields }: ReplyWords): string {
	const [first] = Object.entries(fields);
	if (first === undefined)
		return detail === null ? 'Apicbase does not accept the request.' : `Apicbase says: "${detail}"`;
	const [name, messages] = first;
	const more = Object.keys(fields).length - 1;
	return `Apicbase does not accept '${name}': "${messages.join(' ')}"${more === 0 ? '' : ` ${more} more to change.`}`;
}

function problemAbout({ doing }: Attempted, status: number | null, detail: string | null = null) {
	return (kind: ProblemKind, fact: string, nextStep: string): ApiProblem => ({
		kind,
		message: `Cannot ${doing}. ${fact}`,
		description: [
			nextStep,
			...(status === null
				? []
				: [`Apicbase answered ${status}${detail === null ? '' : `: "${detail}"`}.`]),
		].join(' '),
		status,
	});
}
