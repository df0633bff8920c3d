import { quoteForeign } from '../text';
import { dayMs, hourMs, minuteMs } from '../timestamp';
import { longestQuote, readErrorBody, type ErrorBody } from './errorBody';
import { replyDelay, throttleDelay, type ReplyDelay } from './headers';
import type { HttpReply, HttpResult } from './httpResult';
import type { ApiProblem, ProblemKind } from './problem';

/** What a sentence about a request needs to know of it. */
export interface Attempted {
	/** What was to be done, as it follows "Cannot", e.g. `read orders`. */
	doing: string;
	/** The OAuth2 scope it needs. */
	scope: string;
	/** What a 404 is about, e.g. `customer`; without it, about the address itself. */
	record?: string;
}

const credential = "the credential 'Apicbase OAuth2 API'";
const askSupport = 'Run it again later; if it keeps happening, ask Apicbase support.';

/** Puts a reply that is not a 2XX, or no reply at all, into words. */
export function describeFailure(
	attempted: Attempted,
	result: HttpResult,
	nowMs: number,
): ApiProblem {
	const problem = problemAbout(attempted, null);
	switch (result.kind) {
		case 'reply':
			return describeReply(attempted, result, nowMs);
		case 'timeout':
			return problem(
				'timeout',
				`Apicbase did not answer ${result.afterMs < 1500 ? 'in time' : `within ${Math.round(result.afterMs / 1000)} seconds`}.`,
				askSupport,
			);
		case 'network':
			return problem(
				'network',
				'Apicbase could not be reached.',
				`Check the base URL in ${credential} and this server's connection to the internet${inBrackets(result.code)}.`,
			);
		case 'untrusted_certificate':
			return problem(
				'configuration',
				`${certificateFaults[result.code] ?? 'The certificate of the server is not trusted.'}`,
				`Check the base URL and the access token URL in ${credential}. If a proxy of your own signs its traffic, give n8n its certificate with NODE_EXTRA_CA_CERTS (${result.code}).`,
			);
		case 'blocked_by_n8n':
			return problem(
				'configuration',
				"n8n's protection against requests into its own network (SSRF) blocked the request.",
				`Check the base URL and the access token URL in ${credential}. If they are right, ask whoever runs n8n to add their host to N8N_SSRF_ALLOWED_HOSTNAMES.`,
			);
		case 'proxy_login':
			return problem(
				'configuration',
				'The proxy between n8n and Apicbase asks for a login (407).',
				'Ask whoever runs n8n to put the user name and password into HTTP_PROXY and HTTPS_PROXY.',
			);
		case 'token_refused': {
			const code = readTokenCode(result.reason);
			return problem(
				'credential',
				'Apicbase gave no access token.',
				`${tokenSteps.get(code ?? '') ?? `Check the client ID, the client secret, the scope and the access token URL in ${credential}`}${inBrackets(code)}.`,
			);
		}
		case 'token_absent':
			return problem(
				'credential',
				'Apicbase gave no access token.',
				`Check the access token URL in ${credential}: it answered with ${result.sent}.`,
			);
		case 'token_unavailable':
			return problem(
				'unavailable',
				'Apicbase gives out no access tokens right now.',
				'Run it again later; nothing was changed.',
			);
		case 'not_connected':
			return problem(
				'credential',
				'The connection to Apicbase was never signed in.',
				`Open ${credential} and connect the account.`,
			);
		case 'cancelled':
			return problem('cancelled', 'The run was stopped.', 'Run it again.');
	}
}

/** A setting with which nothing can be sent. */
export const describeInvalidSetting = (attempted: Attempted, reason: string): ApiProblem =>
	problemAbout(attempted, null)(
		'configuration',
		reason,
		`Enter an https address in ${credential}, e.g. https://api.apicbase.com.`,
	);

/** A reply that is not what the API documents; `what` says what came instead, e.g. "a web page". */
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
	{ status, headers, text }: HttpReply,
	nowMs: number,
): ApiProblem {
	const body = readErrorBody(text);
	const problem = problemAbout(attempted, status, body.detail);
	if (status === 401)
		return problem(
			'credential',
			'Apicbase does not accept the access token.',
			`Check the client ID and the client secret in ${credential}.`,
		);
	if (status === 403)
		return problem(
			'permission',
			'This connection is not allowed to do that.',
			`Ask Apicbase to give the application the scope "${attempted.scope}", and enter it in ${credential}.`,
		);
	if (status === 404 && attempted.record !== undefined)
		return problem(
			'not_found',
			`Apicbase has no such ${attempted.record}.`,
			`Check the number you entered, and the base URL in ${credential}.`,
		);
	if (status === 404)
		return problem(
			'not_found',
			'There is no Apicbase API at this address.',
			`Check the base URL in ${credential}.`,
		);
	if (status === 409)
		return problem(
			'conflict',
			'It conflicts with an existing record in Apicbase.',
			'Look at the record in Apicbase, then run it again.',
		);
	if (status === 429)
		return withDelay(
			problem(
				'rate_limited',
				'Apicbase takes 100 requests a minute and has had more.',
				'Run it again in a minute, and let other workflows with this credential run less often.',
			),
			throttleDelay(headers, nowMs),
		);
	if (status >= 300 && status < 400)
		return problem(
			'unexpected_reply',
			'Apicbase sent the request on to another address, where the access token must not go.',
			`Check the base URL in ${credential}.`,
		);
	if (status >= 500 || status === 408 || status === 425)
		return withDelay(
			problem('unavailable', 'Apicbase is not available right now.', askSupport),
			replyDelay(headers, nowMs),
		);
	return {
		...problem(
			'bad_request',
			describeRefusal(body),
			'Change what is named here, then run it again.',
		),
		fields: body.fields,
	};
}

/** With the wait that Apicbase asks for; a wait that is cut short is mentioned. */
function withDelay(problem: ApiProblem, delay: ReplyDelay | undefined): ApiProblem {
	if (delay === undefined) return problem;
	const { waitMs, askedMs } = delay;
	const cutShort =
		askedMs <= waitMs
			? ''
			: ` It asks to wait ${durationOf(askedMs)}; the next attempt comes after ${durationOf(waitMs)} at the latest.`;
	return { ...problem, description: problem.description + cutShort, retryAfterMs: waitMs };
}

const durationUnits = [
	['day', dayMs],
	['hour', hourMs],
	['minute', minuteMs],
] as const;

function durationOf(ms: number): string {
	const [name, unitMs] = durationUnits.find(([, unit]) => ms >= unit) ?? durationUnits[2];
	const count = Math.round(ms / unitMs);
	return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** What to do about OAuth2's codes: https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
const tokenSteps = new Map([
	[
		'invalid_scope',
		`Check the scope in ${credential}; Apicbase gives it to an application on request`,
	],
	['invalid_grant', `Open ${credential} and connect the account again`],
	[
		'unauthorized_client',
		`Check 'Connect As' in ${credential}; Apicbase does not let this application sign in that way`,
	],
]);

/** What the token address gives as its reason, when it is a code; other words may hold the secret that was sent. */
const readTokenCode = (reason: string | null): string | null =>
	reason !== null && /^[a-z_]{1,40}$/.test(reason) ? reason : null;

const untrusted = 'The certificate of the server is signed by nobody whom n8n trusts.';
const certificateFaults: Readonly<Record<string, string>> = {
	DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate of the server is self-signed.',
	SELF_SIGNED_CERT_IN_CHAIN: 'The certificate of the server is signed by a self-signed one.',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
	UNABLE_TO_GET_ISSUER_CERT: untrusted,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
	CERT_HAS_EXPIRED: 'The certificate of the server has expired.',
	CERT_NOT_YET_VALID: 'The certificate of the server is not valid yet.',
	ERR_TLS_CERT_ALTNAME_INVALID: 'The certificate of the server is made out for another address.',
};

const inBrackets = (code: string | null) => (code === null ? '' : ` (${code})`);

function describeRefusal({ detail, fields }: ErrorBody): string {
	const [first] = Object.entries(fields);
	if (first === undefined)
		return detail === null ? 'Apicbase does not accept the request.' : `Apicbase says: "${detail}"`;
	const [name, messages] = first;
	const more = Object.keys(fields).length - 1;
	return `Apicbase does not accept '${name}': "${quoteForeign(messages.join(' '), longestQuote)}"${more === 0 ? '' : ` ${more} more to change.`}`;
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
